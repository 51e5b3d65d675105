"""What is bought next: products that customers of one product buy later more often than others do.

For products A and B, among customers who bought A:
    customers    bought both, B on a later day than their first A
    confidence   of those who bought A, the share who bought B later
    lift         confidence over the share of all customers who ever bought B; above 1: goes with A
Counts are of customers, each once. Agrawal, Imielinski and Swami (1993) for support, confidence and lift.
"""

import polars as pl

from retention_core.describe.days import Codes
from retention_core.describe.horizon import horizon
from retention_core.describe.last_year import last_year
from retention_core.describe.reasons import why_no_orders
from retention_core.prescribe.play import Play
from retention_core.quantities import Share
from retention_core.study import Study

CODE = "cross_sell"
FEWEST, MOST_PRODUCTS = 10, 200
SCHEMA = {
    "first": pl.String,
    "then": pl.String,
    "customers": pl.Int64,
    "support": pl.Float64,
    "confidence": pl.Float64,
    "lift": pl.Float64,
}


def product_columns(study: Study) -> list[str]:
    """The columns that tell what was bought, the finest first, with two values or more."""
    orders = study.workbook.orders
    known = [name for name in ("product", "category") if name in orders.columns]
    return [name for name in known if orders[name].drop_nulls().n_unique() > 1]


def told_by(study: Study) -> str | None:
    """The column of which pairs are told: products, or categories where no two products are bought often enough."""
    columns = product_columns(study)
    return next((name for name in columns if _pairs(first_days(study, name)).height), columns[0] if columns else None)


def bought_next(study: Study) -> pl.DataFrame:
    """One row per pair of products, the highest lift first: first, then, customers, support, confidence, lift.

    support   of all customers who bought anything, the share who bought both in that order
    Left out are pairs of fewer than ten customers or with lift up to 1, and products beyond the 200 with most buyers.
    """
    return _pairs(study(first_days_by_product))


def _pairs(firsts: pl.DataFrame) -> pl.DataFrame:
    buyers = firsts["customer_code"].n_unique()
    if not buyers:
        return pl.DataFrame(schema=SCHEMA)
    owners = firsts.group_by("product").agg(pl.len().alias("owners"))
    later = firsts.join(firsts, on="customer_code", suffix="_then").filter(
        (pl.col("product") != pl.col("product_then")) & (pl.col("last_day_then") > pl.col("day"))
    )
    pairs = later.group_by(first="product", then="product_then").agg(pl.len().cast(pl.Int64).alias("customers"))
    known = pairs.join(owners, left_on="first", right_on="product").join(
        owners, left_on="then", right_on="product", suffix="_then"
    )
    measured = known.select(
        "first",
        "then",
        "customers",
        (pl.col("customers") / buyers).alias("support"),
        (pl.col("customers") / pl.col("owners")).alias("confidence"),
        (pl.col("customers") / pl.col("owners") / (pl.col("owners_then") / buyers)).alias("lift"),
    )
    worth_telling = (pl.col("customers") >= FEWEST) & (pl.col("lift") > 1)
    return measured.filter(worth_telling).sort("lift", "first", "then", descending=[True, False, False])


def first_days_by_product(study: Study) -> pl.DataFrame:
    """One row per customer and product: customer_code, product, day (first bought), last_day; up to as_of."""
    column = study(told_by)
    if column is None:
        schema = {"customer_code": pl.UInt32, "product": pl.String, "day": pl.Date, "last_day": pl.Date}
        return pl.DataFrame(schema=schema)
    return first_days(study, column)


def first_days(study: Study, column: str) -> pl.DataFrame:
    """The same for a column that tells what was bought."""
    until = pl.col("ordered_on") <= study(horizon).as_of
    bought = study.workbook.orders.lazy().filter(pl.col("purchase") & until & pl.col(column).is_not_null())
    owners = bought.group_by(column).agg(pl.col("customer_code").n_unique().alias("owners"))
    most = owners.sort("owners", column).tail(MOST_PRODUCTS)
    kept = bought.join(most, on=column, how="semi").group_by("customer_code", pl.col(column).alias("product"))
    days = kept.agg(pl.col("ordered_on").min().alias("day"), pl.col("ordered_on").max().alias("last_day"))
    return days.sort("customer_code", "product").collect()


def cross_sell(study: Study) -> Play:
    """Customers who own the first product of the pair with the highest lift and have not bought the second.

    At stake is one more purchase from each at the mean of the last twelve months, times the confidence of the pair.
    """
    if why := why_no_orders(study) or (None if product_columns(study) else "no_products"):
        return Play(CODE, why_null=why)
    pairs = study(bought_next)
    if pairs.is_empty():
        return Play(CODE, why_null="no_pair")
    pair = pairs.row(0, named=True)
    who = owners_without(study, pair["first"], pair["then"])
    values = {"first": pair["first"], "then": pair["then"], "confidence": Share(pair["confidence"])}
    return Play(CODE, who, _worth(study, len(who) * pair["confidence"]), values)


def owners_without(study: Study, first: str, then: str) -> Codes:
    """Customers who have bought one product and not the other."""
    days = study(first_days_by_product)
    owners, have = (days.filter(pl.col("product") == name).select("customer_code") for name in (first, then))
    return owners.join(have, on="customer_code", how="anti")["customer_code"].sort().to_numpy()


def _worth(study: Study, purchases: float) -> int | None:
    year = study(last_year)
    days = int(year.purchase_days.sum())
    return round(purchases * int(year.spend.sum()) / days) if year.spend is not None and days else None
