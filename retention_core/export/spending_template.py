"""A spending file as it should look, to fill in: with the months and the channels of the shop itself."""

import polars as pl

from retention_core.describe.customer_value.clv import months
from retention_core.describe.presence.order_log import whole_log
from retention_core.kernel.day_numbers import cut_positions
from retention_core.kernel.messages import N_
from retention_core.kernel.study import Study

COLUMNS = (N_("Month"), N_("Amount spent"), N_("Channel"), N_("Purpose"))
GAINING, KEEPING = N_("gaining customers"), N_("keeping customers")
ANY_CHANNEL = N_("Online ads")
TO_SAY = (GAINING, KEEPING, ANY_CHANNEL)
MONTHS, CHANNELS = 3, 2


def spending_example(study: Study) -> pl.DataFrame:
    """One row per month and channel of the last three months of the orders, with made-up amounts, and one for keeping.

    spent_on   first day of the month
    amount     whole money
    channel    the two with most orders in them; a made-up one where there are none
    purpose    gaining or keeping; words that the files do not hold are messages (`TO_SAY`)
    """
    cut = study(months)
    days = pl.Series(cut.first[-MONTHS:]).cast(pl.Date)
    channels = _channels(study, int(cut.first[-MONTHS:][0]) if cut.first.size else 0)
    lines = [(channel, GAINING, 300 - 100 * place) for place, channel in enumerate(channels)]
    lines.append((channels[0], KEEPING, 50))
    schema = {"channel": pl.String, "purpose": pl.String, "amount": pl.Int64}
    table = pl.DataFrame({"spent_on": days}, schema={"spent_on": pl.Date}).join(
        pl.DataFrame(lines, schema=schema, orient="row"), how="cross"
    )
    return table.select("spent_on", "amount", "channel", "purpose")


def _channels(study: Study, first: int) -> list[str]:
    """Those with most orders from a day on."""
    orders = study.workbook.orders
    if "channel" not in orders.columns:
        return [ANY_CHANNEL]
    late = orders["channel"][cut_positions(study(whole_log).day, [first])[0] :]
    most = late.drop_nulls().value_counts().sort("count", "channel", descending=[True, False])
    return most["channel"].head(CHANNELS).to_list() or [ANY_CHANNEL]
