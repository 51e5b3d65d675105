"""Days that only stand for "no day" are set aside under that name, by both readers; real days of those names stay."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from retention_core.ingest.columns.placeholder_days import holds_placeholders
from retention_core.ingest.inputs.answers import Answers, File
from retention_core.ingest.streaming.streaming_read import stream_orders
from tests.ingest.shop import read, table
from tests.ingest.test_ways_of_writing import same

HEAD = table()


@pytest.mark.parametrize(
    "day", ["1900-01-01", "1970-01-01", "2099-12-31", "9999-12-31", "0001-01-01", "1900-01-00", "0000-00-00"]
)
def test_a_day_that_stands_for_none_is_set_aside_under_its_name(day: str) -> None:
    reading = read(HEAD + f"Customer 001,{day},77.00\nCustomer 002,{day} 00:00:00,5.00\n")
    same(reading)
    assert reading.sources[0].set_aside["reason"].to_list() == ["placeholder_day"] * 2


def test_one_day_alone_at_the_turn_of_a_year_is_a_day() -> None:
    reading = read(HEAD + "Customer 001,2005-01-01,77.00\n")
    assert reading.workbook and reading.workbook.orders["ordered_on"].min() == date(2005, 1, 1)


def test_several_rows_of_one_new_year_long_before_all_others_stand_for_none() -> None:
    assert read(HEAD + "Customer 001,1950-01-01,77.00\n" * 3).sources[0].set_aside.height == 3


@pytest.mark.parametrize(
    ("first", "others", "placeholder"),
    [
        (date(1970, 1, 1), date(1971, 3, 1), False),
        (date(1970, 1, 1), date(1974, 12, 1), False),
        (date(1970, 1, 1), date(1975, 3, 1), True),
        (date(2099, 12, 31), date(2024, 3, 1), True),
        (date(1969, 5, 5), date(2024, 3, 1), False),
    ],
)
def test_a_sign_near_other_days_is_one_of_them(first: date, others: date, placeholder: bool) -> None:
    days = [first, *(others + timedelta(days=at) for at in range(20))]
    assert holds_placeholders(pl.Series("ordered_on", days)) is placeholder


@pytest.mark.parametrize("day", ["1970-01-01", "2099-12-31"])
def test_the_quick_pass_leaves_such_days_to_the_careful_one(tmp_path: Path, day: str) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(HEAD + f"Customer 001,{day},77.00\n")
    assert stream_orders(File(path.name, path), Answers(), least_bytes=0) is None


def test_an_activity_on_a_placeholder_day_is_set_aside_too() -> None:
    logins = "".join(f"u{at % 7},2024-03-{1 + at % 28:02},login\n" for at in range(60))
    reading = read(f"user_id,timestamp,event\n{logins}u1,1970-01-01,login\nu2,1970-01-01,login\n")
    assert reading.sources[0].set_aside["reason"].to_list() == ["placeholder_day"] * 2


@pytest.mark.parametrize("name", ["'t Hart", "'s Jongers", "'; DROP TABLE orders;--"])
def test_an_apostrophe_before_a_name_stays(name: str) -> None:
    reading = read(HEAD + f"{name},2023-05-05,7.00\n")
    assert reading.workbook and name in reading.workbook.customers["customer_id"].to_list()


def test_an_apostrophe_before_a_number_only_kept_it_as_text() -> None:
    rows = "".join(f"'00{at % 9}1,2024-01-{at + 1:02},5.00\n" for at in range(20))
    reading = read("customer,date,amount\n" + rows + "0001,2024-02-01,5.00\n")
    assert reading.workbook and reading.workbook.customers["customer_id"].to_list()[:2] == ["0001", "0011"]
