"""JSON in the shapes in which programs, databases and interfaces write tables."""

import json

import pytest

from retention_core.ingest import Answer, clean_orders, totals
from tests.ingest.shop import facts, orders, read
from tests.ingest.test_ways_of_writing import same

NAMES = ("customer", "date", "amount")
ROWS = [[customer, day.isoformat(), f"{amount:.2f}"] for customer, day, amount in orders()]
RECORDS = [dict(zip(NAMES, row, strict=True)) for row in ROWS]
SHAPES = {
    "column by column": lambda: json.dumps({name: [row[at] for row in ROWS] for at, name in enumerate(NAMES)}),
    "cells by row": lambda: json.dumps(
        {name: {str(n): row[at] for n, row in enumerate(ROWS)} for at, name in enumerate(NAMES)}
    ),
    "names and rows": lambda: json.dumps({"columns": NAMES, "index": list(range(len(ROWS))), "data": ROWS}),
    "lists below a header": lambda: json.dumps([NAMES, *ROWS]),
    "records by number": lambda: json.dumps({f"order {n}": record for n, record in enumerate(RECORDS)}),
    "one after the other": lambda: "\n".join(json.dumps(record, indent=2) for record in RECORDS),
    "without a line end": lambda: "".join(json.dumps(record) for record in RECORDS),
    "nodes of a graph": lambda: json.dumps(
        {"data": {"orders": {"edges": [{"node": r, "cursor": "x"} for r in RECORDS]}}}
    ),
    "kinds of a database": lambda: json.dumps(
        [{"customer": c, "date": {"$date": f"{d}T10:00:00Z"}, "amount": {"$numberDecimal": a}} for c, d, a in ROWS]
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_orders(shape):
    same(read(SHAPES[shape](), name="shop.json"))


def test_customers_that_hold_lists_of_their_orders_are_read_order_by_order():
    people = sorted({customer for customer, *_ in ROWS})
    content = [
        {
            "id": who,
            "name": "x",
            "orders": [{"id": n, "date": d, "amount": a} for n, (c, d, a) in enumerate(ROWS) if c == who],
        }
        for who in [*people, "nobody who bought"]
    ]
    reading = read(json.dumps({"customers": content}), name="shop.json")
    assert totals(reading.workbook)["revenue"] == facts()["revenue"]
    assert totals(reading.workbook)["customers"] == facts()["customers"]


def test_a_single_record_is_a_table():
    reading = read(json.dumps({"order_id": "1", "customer": "a", "date": "2024-01-02", "amount": 5}), name="shop.json")
    assert totals(reading.workbook)["orders"] == 1


def test_refunds_within_an_order_of_woocommerce_are_taken_off():
    order = {
        "id": 7, "number": "7", "status": "completed", "date_created": "2024-01-02T10:00:00", "total": "20.00",
        "currency": "EUR", "billing": {"email": "a@example.com"},
        "refunds": [{"id": 8, "reason": "", "total": "-4.50"}, {"id": 9, "reason": "", "total": "-0.50"}],
    }  # fmt: skip
    whole = order | {"id": 10, "number": "10", "refunds": []}
    reading = read(json.dumps([order, whole]), name="orders.json")
    assert clean_orders(reading.workbook).sort("order_id")["amount"].to_list() == ["20.00", "15.00"]
    assert totals(reading.workbook)["revenue"] == "35.00"


CENTS = ("amount_cents", "Amount (cents)", "total in cents", "totalInCents", "金额(分)", "kwota (grosze)")


@pytest.mark.parametrize("header", CENTS)
def test_amounts_in_hundredths_are_read_as_their_header_says(header):
    lines = [f"{customer},{day},{int(amount * 100)}" for customer, day, amount in orders()]
    reading = read("\n".join([f"customer,date,{header}", *lines]))
    assert totals(reading.workbook)["revenue"] == facts()["revenue"]
    assert "cents" in {note.code for note in reading.notes}


def test_amounts_with_decimals_under_such_a_header_are_whole():
    reading = read("customer,date,amount (cents)\na,2024-01-02,10.50\nb,2024-01-03,5.00\n")
    assert totals(reading.workbook)["revenue"] == "15.50"


UNITS = {
    "Amount (thousands)": 1_000,
    "Umsatz (TEUR)": 1_000,
    "金额（万元）": 10_000,
    "Revenue (in millions)": 1_000_000,
}


@pytest.mark.parametrize("header", UNITS)
def test_amounts_in_thousands_are_read_as_their_header_says(header):
    content = f"customer,date,{header}\na,2024-01-02,1.50\nb,2024-01-03,2.00\n"
    reading = read(content)
    assert float(totals(reading.workbook)["revenue"]) == 3.5 * UNITS[header]
    assert "unit" in {note.code for note in reading.notes}
    assert totals(read(content, Answer("unit", "as_written")).workbook)["revenue"] == "3.50"
