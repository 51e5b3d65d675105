"""Documents that give money back, drafts, remarks that take an order back, invoices that wait for their money."""

import pytest

from retention_core.ingest import Answer
from retention_core.ingest.states.cancelling_remarks import says_cancelled
from tests.ingest.rows.both_readers import got, read_both, set_aside


def journal(headers: str, *rows: str, last: str = "") -> str:
    """Twelve sales of ten, by four customers, and the further rows; `last` is the end of each sale."""
    sold = [f"N-{at},c{at % 4},2024-01-{at + 1:02},10.00{last}" for at in range(12)]
    return "\n".join([f"number,customer,date,total{headers}", *sold, *rows])


def test_a_refund_under_a_number_of_its_own_lowers_the_money_and_is_no_order():
    assert got(read_both(journal("", "R-1,c1,2024-02-01,-4.00", "R-2,c2,2024-02-02,-6.00"))) == (12, 4, "110.00")


def test_brackets_behind_a_kind_of_document_take_nothing_away():
    text = journal(",document type", last=",Sale (invoice or delivery note)")
    assert got(read_both(text)) == (12, 4, "120.00")


@pytest.mark.parametrize("name", ("Return from customer", "Credit note", "Rückgabe vom Kunden", "Nota de crédito"))
def test_a_document_that_gives_back_lowers_the_money_though_its_sum_has_no_sign(name):
    reading = read_both(journal(",document type", f"N-50,c1,2024-02-01,4.00,{name}", last=",Sale"))
    assert got(reading) == (12, 4, "116.00")


def test_a_document_that_is_not_posted_is_a_draft():
    reading = read_both(journal(",posted", "N-50,c1,2024-02-01,99.00,no", last=",yes"))
    assert got(reading) == (12, 4, "120.00") and set_aside(reading) == {"no_sale": 1}


def test_words_that_only_hold_a_word_for_a_draft_never_take_most_rows_silently():
    text = journal(",status", "N-50,c1,2024-02-01,10.00,paid", last=",sale from draft of the seller")
    assert read_both(text).questions[0].code == "states"
    assert got(read_both(text, Answer("states", "count"))) == (13, 4, "130.00")


@pytest.mark.parametrize(
    "remark",
    (
        "CANCELLED",
        "cancelled - no answer",
        "Storniert!",
        "lemondva",
        "取消",
        "bom hàng",
        "annulé",
        "annull.",
        "скасовано",
    ),
)
def test_a_remark_takes_its_order_back(remark):
    reading = read_both(journal(",notes", f"N-50,c1,2024-02-01,99.00,{remark}", "N-51,c1,2024-02-02,5.00,by bank"))
    assert got(reading) == (13, 4, "125.00") and set_aside(reading) == {"cancelled": 1}


@pytest.mark.parametrize(
    "remark",
    (
        "asked about the cancelled parcel of his neighbour",
        "please do not cancel",
        "cancel requested",
        "call her",
        "bank",
    ),
)
def test_other_remarks_do_not(remark):
    assert not says_cancelled(remark)


def test_how_an_order_was_paid_may_say_that_it_was_scrapped():
    reading = read_both(journal(",payment", "N-50,c1,2024-02-01,99.00,cancelled", last=",cash"))
    assert got(reading) == (12, 4, "120.00") and set_aside(reading) == {"cancelled": 1}


def test_an_invoice_that_waits_for_its_money_was_sold_and_a_draft_was_not():
    rows = [f"I-{at},c{at % 4},2024-01-{at + 1:02},2024-02-{at + 1:02},10.00,Paid" for at in range(12)]
    rows += ["I-20,c1,2024-02-01,2024-03-01,7.00,Awaiting Payment", "I-21,c1,2024-02-02,2024-03-01,9.00,Draft"]
    reading = read_both("\n".join(["invoice number,customer,invoice date,due date,total,status", *rows]))
    assert got(reading) == (13, 4, "127.00") and set_aside(reading) == {"no_sale": 1}


def test_totals_of_months_in_between_are_no_orders():
    rows = ["2024-01-05,Ann Lee,10.00", "2024-01-09,Bob Kay,20.00", ",Total January,30.00",
            "2024-02-05,Ann Lee,11.00", "2024-02-09,Cid Poe,21.00", ",Total February 2024,32.00"]  # fmt: skip
    reading = read_both("\n".join(["date,customer,total", *rows]))
    assert got(reading) == (4, 3, "62.00") and set_aside(reading) == {"total": 2}


def test_amounts_of_two_marks_that_are_each_clear_are_read_without_a_question():
    rows = ["1,ann,2024-03-14,7.00", '2,bob,2024-03-20,"12,00"', "3,ann,2024-03-22,3.50", '4,cid,2024-03-23,"2,25"']
    assert got(read_both("\n".join(["order,customer,date,total", *rows]))) == (4, 3, "24.75")


def test_one_thousand_beside_another_mark_is_still_asked_about():
    rows = ["1,ann,2024-03-14,7.00", '2,bob,2024-03-20,"12,00"', '3,ann,2024-03-22,"1,250"', "4,cid,2024-03-23,2.25"]
    assert read_both("\n".join(["order,customer,date,total", *rows])).questions[0].code == "decimal_mark"
