"""Whole tables explained, and the labelled layouts as a floor."""

import json
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from benchmarks.layout_score import verdict_of
from retention_core.ingest.recognition.recognise import Action, recognise

LAYOUTS = Path(__file__).parents[2] / "layouts" / "layouts.jsonl"


def table(header, *rows):
    names = header.split("|")
    cells = [[cell or None for cell in row.split("|")] for row in rows]
    frame = pl.DataFrame(cells, schema={str(at): pl.String for at in range(len(names))}, orient="row")
    return recognise(names, frame)


def test_a_customer_a_day_and_an_amount_are_orders():
    seen = table("Customer|Date|Amount", "ann|2024-01-01|5.00", "bob|2024-01-02|6.00", "ann|2024-02-01|7.50")
    assert (seen.kind, seen.action) == ("orders", Action.USE)
    assert {name: one.position for name, one in seen.fields.items()} == {
        "customer_id": "0",
        "ordered_on": "1",
        "amount": "2",
    }


def test_a_birthday_list_is_no_orders():
    seen = table("customer_id|first_name|birthday", "1|Ann|1984-03-02", "2|Bob|1990-01-05", "3|Cas|1971-12-09")
    assert (seen.kind, seen.action) == ("customers", Action.REFUSE)


def test_orders_without_anybody_are_refused_and_not_asked_about():
    seen = table(
        "订单编号|订单创建时间|省份|实付金额",
        "1|2024-01-01|上海|5.00",
        "2|2024-01-02|北京|6.00",
        "3|2024-01-03|上海|6.50",
    )
    assert (seen.action, seen.about) == (Action.REFUSE, "no_customer_id")


def test_the_order_of_columns_does_not_matter():
    one = table(
        "Total|Tax|Client|Order Date", "6.00|1.00|ann|2024-01-01", "7.00|1.10|bob|2024-01-02", "9.00|1|ann|2024-01-05"
    )
    other = table(
        "Order Date|Client|Tax|Total", "2024-01-01|ann|1.00|6.00", "2024-01-02|bob|1.10|7.00", "2024-01-05|ann|1|9.00"
    )
    assert (one.fields["amount"].position, other.fields["amount"].position) == ("0", "3")


def test_a_state_without_a_meaning_is_asked_about():
    rows = [f"{at}|c{at % 3}|2024-01-0{at}|5.50|{'Paid' if at % 2 else 'Mondphase'}" for at in range(1, 9)]
    seen = table("Order ID|Customer|Order Date|Total|Order Status", *rows)
    assert (seen.action, seen.about) == (Action.ASK, "states")
    assert seen.states is not None
    assert seen.states.unknown == ("Mondphase",)


@pytest.fixture(scope="module")
def verdicts():
    return [verdict_of(json.loads(line)) for line in LAYOUTS.read_text(encoding="utf-8").splitlines() if line]


def test_layouts_are_right_without_a_question(verdicts):
    count = Counter(one.verdict for one in verdicts if one.layout["expect"] == "ready")
    assert count["right"] / sum(count.values()) >= 0.93


def test_layouts_are_hardly_ever_silently_wrong(verdicts):
    wrong = [one.layout["id"] for one in verdicts if one.verdict == "silently_wrong"]
    # Two order numbers that go together one to one: the numbers are the same under either.
    assert set(wrong) <= {"paddle_transactions"}


def test_no_near_miss_is_read_as_sales(verdicts):
    other = [one for one in verdicts if one.layout["kind"] == "other" and one.layout["expect"] == "refuse"]
    assert not [one.layout["id"] for one in other if one.seen.kind == "orders" and one.seen.action is Action.USE]


def test_most_states_unknown_and_one_that_undoes_are_read_and_asked_about():
    rows = [f"{at}|c{at % 3}|2024-01-0{at}|5.50|{'Mondphase' if at > 1 else 'キャンセル'}" for at in range(1, 9)]
    seen = table("Order ID|Customer|Order Date|Total|ステータス", *rows)
    assert seen.states is not None
    assert (seen.states.meanings["キャンセル"], seen.about) == ("cancelled", "states")
