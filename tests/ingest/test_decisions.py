"""What is decided without a question can be seen and overruled, and given back to the reader."""

import pytest

from retention_core.i18n import speech
from retention_core.ingest import Answer, File, read_files, totals
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.streaming.streaming_read import stream_orders
from retention_core.kernel.questions import Decision
from retention_core.kernel.workbook import ReadResult
from retention_core.wording.reading.decision_sentences import decision_choice, decision_label
from tests.ingest.shop import read, table


def decided(reading: ReadResult) -> dict[str, Decision]:
    return {decision.code: decision for decision in reading.decisions}


SHOPIFY = """Name,Email,Financial Status,Created at,Total,Lineitem name,Refunded Amount,Currency,Cancelled at
#1,a@x.com,paid,2024-01-02 10:00:00 +0000,10.00,Tea,0.00,EUR,
#2,b@x.com,paid,2024-01-03 10:00:00 +0000,20.00,Tea,5.00,EUR,
#3,c@x.com,voided,2024-01-04 10:00:00 +0000,40.00,Tea,0.00,EUR,2024-01-05
"""
PRICES = "customer,date,unit price,quantity\na,2024-01-02,10.00,2\nb,2024-01-03,5.00,1\n"
STATES = "order_id,customer,date,amount,status\n1,a,2024-01-02,10.00,paid\n2,b,2024-01-03,5.00,cancelled\n"
NUMBERS = "customer,date,amount\na,45000,10.00\nb,45001,5.00\nc,45002,7.00\n"
TWICE = "customer,date,amount\na,2024-01-02,10.00\na,2024-01-02,10.00\nb,2024-01-03,5.00\n"
SUMS = "customer,date,amount\na,2024-01-02,10.00\nb,2024-01-03,5.00\nTotal,2024-01-03,15.00\n"
TITLE = "Sales of January,,\ncustomer,date,amount\na,2024-01-02,10.00\nb,2024-01-03,5.00\n"
NUMBERED = "customer,date,amount\na,31.01.2024,10.00\nb,02.01.2024,5.00\n"
POINTS = "customer;date;amount\na;2024-01-02;10.000\nb;2024-01-03;5,50\n"


@pytest.mark.parametrize(
    ("content", "code", "choices", "revenues"),
    [
        (SHOPIFY, "refunds_taken_off", ("take_off", "leave"), ("25.00", "30.00")),
        (SHOPIFY, "cancelled", ("set_aside", "count"), ("25.00", "65.00")),
        (PRICES, "price_means", ("per_piece", "per_row"), ("25.00", "15.00")),
        (STATES, "cancelled", ("set_aside", "count"), ("10.00", "15.00")),
        (TWICE, "identical_rows", ("all", "once"), ("25.00", "15.00")),
    ],
)
def test_a_decision_about_money_is_overruled(content, code, choices, revenues):
    (automatic, choice), (before, after) = choices, revenues
    reading = read(content)
    decision = decided(reading)[code]
    assert (decision.chosen, decision.automatic, decision.overruled) == (automatic, automatic, False)
    assert totals(reading.workbook)["revenue"] == before
    changed = read(content, Answer(code, choice, decision.file, decision.field))
    assert totals(changed.workbook)["revenue"] == after
    decision = decided(changed)[code]
    assert (decision.chosen, decision.automatic, decision.overruled) == (choice, automatic, True)


@pytest.mark.parametrize(("choice", "first_day"), [("since_1900", "2023-03-15"), ("since_1904", "2027-03-16")])
def test_day_numbers_count_from_1900_unless_told_otherwise(choice, first_day):
    assert totals(read(NUMBERS, Answer("days_as_serial", choice)).workbook)["first_day"] == first_day
    assert decided(read(NUMBERS))["days_as_serial"].chosen == "since_1900"


def test_the_order_of_day_and_month_can_be_overruled_and_its_rows_are_then_in_doubt():
    assert totals(read(NUMBERED).workbook)["first_day"] == "2024-01-02"
    asked = read(NUMBERED, Answer("day_order", "month_first"))
    assert [question.code for question in asked.questions] == ["unreadable"]
    assert decided(asked)["day_order"].overruled


@pytest.mark.parametrize(
    ("content", "code", "choice", "question"),
    [(SUMS, "sum_rows", "orders", "total_rows"), (POINTS, "decimal_mark", "point", "unreadable")],
)
def test_a_decision_overruled_against_the_cells_leads_to_a_question(content, code, choice, question):
    assert [asked.code for asked in read(content, Answer(code, choice)).questions] == [question]


def test_the_row_with_the_names_can_be_overruled():
    reading = read(TITLE)
    assert decided(reading)["header_row"].chosen == "2"
    assert [choice.choice for choice in decided(reading)["header_row"].choices] == ["1", "2", "3", "4", "none"]
    assert reading.sources[0].header_row == 2


def test_a_table_can_be_left_out_or_read_as_another_kind():
    files = [File("a.csv", content=table().encode()), File("b.csv", content=STATES.encode())]
    assert totals(read_files(files, [Answer("kind", "other", "b.csv")]).workbook)["orders"] == 58
    assert decided(read(table()))["kind"].chosen == "orders"


def test_a_platform_can_be_read_like_any_other_file():
    reading = read(SHOPIFY, Answer("platform", "none"))
    assert decided(reading)["platform"].overruled
    assert "platform" not in {note.code for note in reading.notes}


def test_an_answered_question_stands_among_the_decisions_as_asked():
    content = "customer,date,amount\na,03/04/2024,10.00\nb,05/06/2024,5.00\n"
    assert decided(read(content)).keys() >= {"delimiter", "kind"}
    answered = decided(read(content, Answer("day_order", "day_first")))["day_order"]
    assert (answered.chosen, answered.automatic) == ("day_first", None)


def test_an_old_encoding_shows_how_names_would_read_in_others():
    content = "customer,date,amount\nMüller,2024-01-02,10.00\nJäger,2024-01-03,5.00\n".encode("cp1252")
    encoding = decided(read(content))["encoding"]
    samples = {choice.choice: choice.values["sample"] for choice in encoding.choices}
    assert samples[encoding.chosen] == "Müller, Jäger"
    other = next(choice for choice in samples if choice != encoding.chosen)
    assert decided(read(content, Answer("encoding", other)))["encoding"].chosen == other


def test_the_quick_way_decides_the_same_and_leaves_when_it_is_overruled(tmp_path):
    path = tmp_path / "shop.csv"
    path.write_text("order_id,customer,date,amount\n1,a,2024-01-02,10.50\n2,b,2024-01-03,5.50\n", "utf-8")
    file = File("shop.csv", path=path)
    own = Answers(file="shop.csv")
    assert stream_orders(file, own, least_bytes=0)
    assert own.decided == {(d.code, d.file, d.field): d for d in read_files([file]).decisions}
    assert stream_orders(file, Answers((Answer("kind", "orders"),)), least_bytes=0)
    assert stream_orders(file, Answers((Answer("kind", "activity"),)), least_bytes=0) is None


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("content", [SHOPIFY, PRICES, STATES, NUMBERS, TWICE, SUMS, TITLE, NUMBERED, POINTS])
def test_every_decision_and_choice_is_told_in_words(content, language):
    words = speech(language)
    for decision in read(content).decisions:
        assert decision_label(decision, words)
        assert all(
            "_" not in decision_choice(decision, choice.choice, words) or choice.values for choice in decision.choices
        )
