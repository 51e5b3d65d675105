"""How long subscribers stay, from contracts with their days or from a list of tenures and who has left."""

import polars as pl

from retention_core.describe.presence.contracts import DAYS_A_MONTH, contracts
from retention_core.describe.presence.customer_groups import KEYS
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import from_contracts
from retention_core.describe.statistics.confidence_ranges import share_range
from retention_core.describe.statistics.survival import Survival, kaplan_meier
from retention_core.kernel.day_numbers import day_number
from retention_core.kernel.study import Study

PAUSE_DAYS = 31
TENURE_BANDS = (0, 3, 6, 12, 24, 48)
SCHEMA = {"customer_code": pl.UInt32, "months": pl.Float64, "left": pl.Boolean, "row": pl.UInt32}


def tenures(study: Study) -> pl.DataFrame:
    """How long each subscriber stayed, or has stayed so far.

    One row per stay: contracts that follow each other within 31 days are one. Lists without days: one row per row.
    customer_code   row of workbook.customers
    months          from the first day to the last, or to as_of; null: the list does not say
    left            false: still there on as_of
    row             row of workbook.subscriptions with which it began
    Empty without subscriptions; rows that do not tell whether the customer left are not in it.
    """
    if study(contracts).code.size:
        return _stays(study)
    table = study.workbook.subscriptions
    if table is None or "churned" not in table.columns:
        return pl.DataFrame(schema=SCHEMA)
    months = pl.col("tenure_months") if "tenure_months" in table.columns else pl.lit(None, pl.Float64)
    told = table.with_row_index("row").filter(pl.col("churned").is_not_null())
    return told.select("customer_code", months.alias("months"), pl.col("churned").alias("left"), "row").cast(SCHEMA)  # type: ignore[arg-type]


def left_so_far(study: Study) -> pl.DataFrame:
    """One row per stay that has ended, the shortest first: customer_code, months (null: not told)."""
    gone = study(tenures).filter("left").select("customer_code", "months")
    return gone.sort("months", "customer_code")


def subscriber_survival(study: Study) -> Survival:
    """How many of 100 subscribers stay how many months (Kaplan-Meier)."""
    return _survival(study(tenures))


def subscriber_survival_by(study: Study, column: str) -> dict[str | None, Survival]:
    """The same by the plan with which a stay began, or any other trait; None: not known. Largest first.

    KeyError for a column that neither subscriptions nor customers have.
    """
    parts = _valued(study, column).partition_by("group", maintain_order=True)
    return {part["group"][0]: _survival(part) for part in sorted(parts, key=lambda part: -part.height)}


def subscriber_traits(study: Study) -> list[str]:
    """The columns by which subscribers can be told apart; not the reason for leaving, which those who stay lack."""
    listed, customers = study.workbook.subscriptions, study.workbook.customers
    tables = [customers] if listed is None else [listed, customers]
    texts = [name for table in tables for name, kind in table.schema.items() if kind == pl.String]
    return list(dict.fromkeys(name for name in texts if name not in KEYS | {"cancel_reason"}))


def left_by(study: Study, column: str) -> pl.DataFrame:
    """How many subscribers have left, by plan or any other trait.

    One row per value, largest first: group (null: not known), subscribers, left, share with its 95% range low to high.
    KeyError for a column that neither subscriptions nor customers have.
    """
    counted = _valued(study, column).group_by("group").agg(*_LEFT)
    return _ranged(counted.sort("subscribers", "group", descending=[True, False]))


def left_by_tenure(study: Study) -> pl.DataFrame:
    """How many subscribers have left, by how long they stayed.

    One row per stretch of months: from_months, to_months (not included; null: no end), subscribers, left, share, low,
    high. Few leave late, because those who would leave have gone: see `subscriber_survival` for the chance to stay.
    """
    known = study(tenures).filter(pl.col("months").is_not_null())
    counted = known.with_columns(tenure_band(pl.col("months"))).group_by("from_months").agg(*_LEFT).sort("from_months")
    return _ranged(counted.select(*BAND, "subscribers", "left"))


def tenure_band(months: pl.Expr) -> pl.Expr:
    """The number of months with which the band of a tenure begins."""
    reached = [pl.when(months >= start).then(pl.lit(start, pl.Int64)) for start in TENURE_BANDS]
    return pl.max_horizontal(reached).alias("from_months")


_ENDS = dict(zip(TENURE_BANDS, (*TENURE_BANDS[1:], None), strict=True))
BAND = ("from_months", pl.col("from_months").replace_strict(_ENDS, return_dtype=pl.Int64).alias("to_months"))
_LEFT = (pl.len().cast(pl.Int64).alias("subscribers"), pl.col("left").sum().cast(pl.Int64))


def trait_of_rows(study: Study, column: str, code: pl.Series, row: pl.Series) -> pl.Series:
    """The value of a column of subscriptions, else of customers, for some rows, as text."""
    table, customers = study.workbook.subscriptions, study.workbook.customers
    if table is not None and column in table.columns:
        return table[column].cast(pl.String).gather(row)
    return customers[column].cast(pl.String).gather(code) if column in customers.columns else _missing(column)


def _missing(column: str) -> pl.Series:
    raise KeyError(column)


def _valued(study: Study, column: str) -> pl.DataFrame:
    table = study(tenures)
    value = trait_of_rows(study, column, table["customer_code"], table["row"])
    return table.with_columns(value.alias("group"))


def _survival(table: pl.DataFrame) -> Survival:
    known = table.filter(pl.col("months").is_not_null())
    return kaplan_meier(known["months"].to_numpy(), known["left"].to_numpy())


def _ranged(counted: pl.DataFrame) -> pl.DataFrame:
    """With the share who left and its range."""
    ranges = [share_range(left, of) or (None, None) for left, of in counted.select("left", "subscribers").rows()]
    limits = pl.DataFrame(ranges, schema={"low": pl.Float64, "high": pl.Float64}, orient="row")
    share = (pl.col("left") / pl.col("subscribers")).alias("share")
    return pl.concat([counted.with_columns(share), limits], how="horizontal")


def _stays(study: Study) -> pl.DataFrame:
    """Contracts begun up to as_of, those of a customer that follow each other taken together."""
    signed, as_of = study(contracts), day_number(from_contracts(study)(horizon).as_of)
    begun = signed.start <= as_of
    columns = {"customer_code": signed.code, "start": signed.start, "end": signed.end, "row": signed.row}
    rows = pl.DataFrame({name: column[begun] for name, column in columns.items()}).cast(
        {"start": pl.Int64, "end": pl.Int64}
    )
    until = pl.col("end").cum_max().shift(1).over("customer_code")
    apart = (pl.col("start") > until + PAUSE_DAYS).fill_null(value=True)
    stays = rows.sort("customer_code", "start", maintain_order=True).with_columns(apart.cum_sum().alias("stay"))
    whole = stays.group_by("customer_code", "stay", maintain_order=True).agg(
        pl.col("start").min(), pl.col("end").max(), pl.col("row").first()
    )
    days = pl.min_horizontal("end", pl.lit(as_of)) - pl.col("start") + 1
    left = (pl.col("end") <= as_of).alias("left")
    return whole.select("customer_code", (days / DAYS_A_MONTH).alias("months"), left, "row")
