"""What is bought next, in order and against chance."""

from dataclasses import replace
from datetime import date, timedelta

import duckdb
import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.ingest import File, read_files
from retention_core.kernel.study import Study
from retention_core.prescribe.plays.cross_sell import bought_next, cross_sell, first_and_last, ownership, told_by
from tests.files import file_named
from tests.workbooks import workbook_from

KEYS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 50)), max_size=40)


def study_of_products(rows: list[tuple[str, int, str]]) -> Study:
    """(customer, day, product)."""
    book = workbook_from([(who, date(2024, 1, 1) + timedelta(day), 100, True) for who, day, _ in rows])
    products = pl.Series("product", [product for *_, product in sorted(rows, key=lambda row: row[1])])
    return Study(replace(book, orders=book.orders.with_columns(products)))


def test_a_pair_counts_customers_who_bought_the_second_later():
    """20 buy tea, then 10 of them cake; 20 others buy cake first, and 10 of them tea later; 10 buy bread only.

    tea then cake: 10 of 30 owners of tea, against 30 of 50 who own cake: lift 1/3 / 3/5.
    """
    rows = [(f"t{n}", 0, "tea") for n in range(20)] + [(f"t{n}", 5, "cake") for n in range(10)]
    rows += [(f"c{n}", 0, "cake") for n in range(20)] + [(f"c{n}", 5, "tea") for n in range(10)]
    rows += [(f"b{n}", 0, "bread") for n in range(10)]
    assert bought_next(study_of_products(rows)).is_empty()


def test_a_pair_above_chance_is_offered_to_those_who_lack_the_second():
    """Of 20 owners of tea 12 bought cake later; 30 others never buy either."""
    rows = [(f"t{n:02}", 0, "tea") for n in range(20)] + [(f"t{n:02}", 5, "cake") for n in range(12)]
    study = study_of_products(rows + [(f"x{n:02}", 0, "bread") for n in range(30)])
    pair = bought_next(study).row(0, named=True)
    assert (pair["first"], pair["then"], pair["customers"]) == ("tea", "cake", 12)
    assert (pair["support"], pair["confidence"], pair["lift"]) == pytest.approx(
        (12 / 50, 12 / 20, (12 / 20) / (12 / 50))
    )
    ids = study.workbook.customers["customer_id"]
    assert [ids[int(code)] for code in cross_sell(study).who] == [f"t{n:02}" for n in range(12, 20)]


def test_bought_on_the_same_day_is_not_bought_next():
    rows = [(f"t{n}", 0, product) for n in range(20) for product in ("tea", "cake")]
    assert cross_sell(study_of_products(rows)).why_null == "no_pair"


@pytest.mark.parametrize("name", ["tea_shop.csv", "superstore/superstore.csv"])
def test_pairs_are_those_of_plain_sql(name: str):
    study = Study(read_files([File("orders.csv", path=file_named(name))]).workbook)
    column = study(told_by)
    found = study(bought_next)
    columns = ("customer_code", "ordered_on", "product", "category")
    orders = study.workbook.orders.filter("purchase").select(columns)  # noqa: F841 - named in the query
    kept = pl.DataFrame({"product": study(ownership, column).names})  # noqa: F841 - named in the query
    table = duckdb.sql(
        f"""
        with bought as (select customer_code, {column} as p, min(ordered_on) as a, max(ordered_on) as z from orders
                        where {column} in (select product from kept) group by all),
             owners as (select p, count(*) as n from bought group by p),
             everybody as (select count(distinct customer_code) as n from bought)
        select x.p as first, y.p as then, count(*) as customers, count(*) / (select n from everybody) as support,
               count(*) / any_value(o.n) as confidence,
               count(*) / any_value(o.n) / (any_value(q.n) / (select n from everybody)) as lift
        from bought x join bought y on x.customer_code = y.customer_code and x.p <> y.p and y.z > x.a
             join owners o on o.p = x.p join owners q on q.p = y.p
        group by x.p, y.p having count(*) >= 10
        """
    ).pl()
    expected = table.filter(pl.col("lift") > 1 + 1e-12).sort("first", "then")
    ours = found.filter(pl.col("lift") > 1 + 1e-12).sort("first", "then")
    assert ours.select("first", "then", "customers").equals(expected.select("first", "then", "customers"))
    for share in ("support", "confidence", "lift"):
        assert ours[share].to_list() == pytest.approx(expected[share].to_list())


@given(KEYS)
def test_first_and_last_days_are_the_same_however_they_are_found(rows: list[tuple[int, int]]):
    rows = sorted(rows, key=lambda row: row[1])
    key, day = (np.array([row[at] for row in rows], kind) for at, kind in enumerate((np.int64, np.int32)))
    cells, grouped = (first_and_last(key, day, 10, dense=dense) for dense in (10, 0))
    assert [part.tolist() for part in cells] == [part.tolist() for part in grouped]
    assert cells[1].tolist() == [min(d for k, d in rows if k == found) for found in cells[0]]
