"""A doubt about a whole column becomes one question, and each of its choices shows what it would give."""

import pytest

from retention_core.i18n import speech
from retention_core.ingest import Answer, totals
from retention_core.wording.reading.reading_sentences import choice_effect
from tests.ingest.shop import facts, orders, read, table


def asked(content, *answers):
    reading = read(content, *answers)
    assert reading.workbook is None and len(reading.questions) == 1
    return reading.questions[0]


def days_below_thirteen(form: str) -> str:
    lines = [f"{c},{d.replace(day=d.day % 12 + 1).strftime(form)},{a:.2f}" for c, d, a in orders()]
    return "\n".join(["customer,date,amount", *lines])


@pytest.mark.parametrize("form", ["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%y"])
def test_days_that_can_be_read_both_ways_are_asked_about(form):
    question = asked(days_below_thirteen(form))
    assert (question.code, question.field) == ("day_order", "ordered_on")
    assert [choice.choice for choice in question.choices] == ["day_first", "month_first"]
    right = "day_first" if form.startswith("%d") else "month_first"
    reading = read(days_below_thirteen(form), Answer("day_order", right))
    assert reading.workbook.orders["ordered_on"].to_list() == sorted(
        d.replace(day=d.day % 12 + 1) for _, d, _ in orders()
    )


def test_effects_in_a_large_file_are_of_its_first_rows_and_say_so(monkeypatch):
    monkeypatch.setattr("retention_core.ingest.reading.MANY_ROWS", 59)
    monkeypatch.setattr("retention_core.ingest.reading.SAMPLE_ROWS", 20)
    question = asked(days_below_thirteen("%d/%m/%Y"))
    assert [choice.values["totals"]["orders"] for choice in question.choices] == [20, 20]
    assert choice_effect(question, "day_first", speech("en")).startswith("in the first 20 rows: 20 orders by")


def test_one_row_that_decides_is_enough():
    content = days_below_thirteen("%d/%m/%Y") + "\nCustomer 001,25/12/2024,1.00"
    assert totals(read(content).workbook)["last_day"] == "2024-12-25"


def test_another_column_of_days_in_the_file_decides():
    lines = days_below_thirteen("%d/%m/%Y").splitlines()
    content = "\n".join(f"{line},{'shipped' if at == 0 else '25/12/2024'}" for at, line in enumerate(lines))
    assert read(content).workbook is not None


def test_days_written_with_points_put_the_day_first():
    assert read(days_below_thirteen("%d.%m.%Y")).workbook is not None


def test_amounts_that_are_thousands_or_thousandths_are_asked_about():
    content = table(";", amount=lambda v: f"{int(abs(v)) % 900 + 1}.{int(abs(v) * 7) % 1000:03}")
    question = asked(content)
    assert (question.code, question.field) == ("decimal_mark", "amount")
    point, comma = (float(choice.values["totals"]["revenue"]) for choice in question.choices)
    assert comma == pytest.approx(point * 1000)


def test_turned_days_are_asked_about_and_can_be_turned_back():
    def as_excel_left_it(day):
        return day.strftime("%d/%m/%Y") if day.day > 12 else day.replace(month=day.day, day=day.month).isoformat()

    lines = [f"{c},{as_excel_left_it(d)},{a:.2f}" for c, d, a in orders()]
    content = "\n".join(["customer,date,amount", *lines])
    assert asked(content).code == "swapped_days"
    got = totals(read(content, Answer("swapped_days", "swap_back")).workbook)
    assert {name: got[name] for name in facts()} == facts()


ASKED = {
    "day_column": (
        "customer,date,day,amount\n"
        "A,2023-01-02,2023-01-03,1.00\n"
        "B,2023-01-05,2023-01-05,2.00\n"
        "A,2023-02-05,2023-02-06,2.50\n"
    ),
    "customer_column": "customer,client,date,amount\nA,X,2023-01-02,1.00\nB,X,2023-01-05,2.00\nA,Y,2023-02-05,2.50\n",
    "amount_column": "customer,date,amount,amount\nA,2023-01-02,1.00,2.00\nB,2023-01-05,2.00,3.00\n",
    "price_means": "customer,date,price,quantity\nA,2023-01-02,1.00,2\nB,2023-01-05,2.00,3\n",
    "currency": "customer,date,amount,currency\nA,2023-01-02,1.00,EUR\nB,2023-01-05,2.00,USD\n",
    "duplicates": "order_id,customer,date,amount\n1,A,2023-01-02,1.00\n2,B,2023-01-05,2.00\n2,B,2023-01-05,2.00\n",
    "written_once": (
        "customer,date,amount\n"
        "A,2023-01-02,1.00\n"
        ",2023-01-05,2.00\n"
        ",2023-01-06,2.00\n"
        "B,2023-01-07,2.00\n"
        ",2023-01-09,2.00\n"
    ),
    "unreadable": "customer,date,amount\nA,2023-01-02,1.00\nB,2023-01-05,two\nC,2023-01-06,three\n",
    "no_header": "A,2023-01-02,1.00\nB,2023-01-05,2.00\nA,2023-01-06,2.50\n",
    "credit_debit": "customer,date,amount\nA,2023-01-02,1.00 CR\nB,2023-01-05,2.00 DR\n",
    "months_only": "customer,date,amount\nA,Jan-23,1.00\nB,Feb-23,2.00\n",
    "thai_years": "customer,date,amount\nA,13/01/2566,1.00\nB,14/02/2566,2.00\n",
    "split_numbers": (
        "customer,date,amount\n"
        "A,2023-01-02,1,234.50\n"
        "B,2023-01-05,99.00\n"
        "C,2023-01-06,85.00\n"
        "C,2023-01-07,95.00\n"
        "D,2023-01-08,5.10\n"
        "D,2023-01-09,7.20\n"
    ),
    "amount_repeats": (
        "order_id,customer,date,order_total,product\n1,A,2023-01-02,5.00,x\n1,A,2023-01-02,5.00,y\n"
        "2,B,2023-01-03,7.00,x\n2,B,2023-01-03,7.00,z\n"
    ),
    "refund_rows": "customer,date,amount,type\nA,2023-01-02,5.00,sale\nA,2023-01-03,5.00,refund\n",
    "total_rows": "customer,date,amount\nA,2023-01-02,5.00\nB,2023-01-03,6.00\nTotal,2023-12-31,99.00\n",
    "discount": "customer,date,quantity,unit price,discount\nA,2023-01-02,2,5.00,0.1\nB,2023-01-02,2,5.00,0\n",
    "swapped_days": (
        "customer,date,amount\nA,2023-01-02,1.00\nA,2023-03-02,1.00\nA,2023-05-02,1.00\n"
        "B,13/02/2023,1.00\nB,14/02/2023,1.00\nB,25/02/2023,1.00\n"
    ),
    "split_rows": (
        "customer,date,amount\n7,A,2023-01-02,4.50\nB,2023-01-05,99.00\nC,2023-01-06,85.00\nC,2023-01-07,95.00\n"
    ),
}


@pytest.mark.parametrize("code", ASKED)
def test_every_question_has_choices_that_lead_on(code):
    question = asked(ASKED[code])
    assert question.code == code and question.choices
    for choice in question.choices:
        assert choice.values.keys() & {"totals", "then", "refused"}
        after = read(ASKED[code], Answer(code, choice.choice)).questions if "refused" not in choice.values else ()
        assert all(later.code != code for later in after)


def test_an_answer_for_another_file_is_no_answer():
    assert asked(ASKED["currency"], Answer("currency", "EUR", file="other.csv")).code == "currency"
    assert read(ASKED["currency"], Answer("currency", "EUR", file="shop.csv")).workbook.currency == "EUR"


def test_rows_of_other_currencies_are_set_aside():
    reading = read(ASKED["currency"], Answer("currency", "EUR"))
    assert totals(reading.workbook)["revenue"] == "1.00"
    assert reading.sources[0].set_aside["reason"].to_list() == ["other_currency"]
