"""A spending file as it should look, to fill in: with the months and the channels of the shop itself."""

import polars as pl

from retention_core.describe.clv import months
from retention_core.study import Study
from retention_core.text.catalog import N_

COLUMNS = (N_("Month"), N_("Amount spent"), N_("Channel"), N_("Purpose"))
GAINING, KEEPING = N_("gaining customers"), N_("keeping customers")
ANY_CHANNEL = N_("Online ads")
TO_SAY = (GAINING, KEEPING, ANY_CHANNEL)
MONTHS, CHANNELS = 3, 2


def spending_example(study: Study) -> pl.DataFrame:
    """The last months of the orders with made-up amounts: spent_on, amount, channel, purpose (messages: `TO_SAY`).

    Three months, the two channels with most orders (a made-up one where orders carry none), and a line for keeping.
    """
    cut = study(months)
    days = pl.Series(cut.first[-MONTHS:]).cast(pl.Date)
    channels = _channels(study)
    lines = [(channel, GAINING, 300 - 100 * place) for place, channel in enumerate(channels)]
    lines.append((channels[0], KEEPING, 50))
    schema = {"channel": pl.String, "purpose": pl.String, "amount": pl.Int64}
    table = pl.DataFrame({"spent_on": days}, schema={"spent_on": pl.Date}).join(
        pl.DataFrame(lines, schema=schema, orient="row"), how="cross"
    )
    return table.select("spent_on", "amount", "channel", "purpose")


def _channels(study: Study) -> list[str]:
    orders = study.workbook.orders
    if "channel" not in orders.columns:
        return [ANY_CHANNEL]
    most = orders["channel"].drop_nulls().value_counts().sort("count", "channel", descending=[True, False])
    return most["channel"].head(CHANNELS).to_list() or [ANY_CHANNEL]
