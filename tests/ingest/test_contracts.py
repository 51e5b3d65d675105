"""Lists of contracts as billing systems and clubs write them: who runs, who only seems to, and what a month costs."""

import pytest

from retention_core.catalog.all_figures import numbers
from retention_core.ingest import Answer, totals
from retention_core.kernel.settings import Settings
from retention_core.kernel.study import Study
from tests.ingest.shop import read


def book_of(content: str, *answers: Answer):
    reading = read(content, *answers)
    assert reading.workbook is not None, [question.code for question in reading.questions]
    return reading.workbook


def running(book) -> int | None:
    return numbers(Study(book, Settings()))[0]["subscriptions.running"]


BILLING = """id,Customer Email,Plan,Currency,Interval,Amount,Status,Start (UTC),Current Period End (UTC),Trial End (UTC),Canceled At (UTC),Ended At (UTC),Cancel At Period End
sub_1,ann@example.com,Pro,eur,month,30.00,active,2024-01-03 10:00,2024-07-03 10:00,,,,false
sub_2,ben@example.com,Pro,eur,year,240.00,active,2024-02-11 10:00,2025-02-11 10:00,,,,false
sub_3,cleo@example.com,Pro,eur,month,30.00,active,2024-02-20 10:00,2024-07-20 10:00,,2024-06-01 09:00,,true
sub_4,dora@example.com,Pro,eur,month,30.00,past_due,2024-03-05 10:00,2024-07-05 10:00,,,,false
sub_5,eli@example.com,Pro,eur,month,30.00,trialing,2024-06-10 10:00,2024-07-10 10:00,2024-06-24 10:00,,,false
sub_6,fay@example.com,Pro,eur,month,30.00,canceled,2024-01-20 10:00,2024-04-20 10:00,,2024-04-02 09:00,2024-04-20 10:00,false
sub_7,gus@example.com,Pro,eur,month,30.00,canceled,2024-01-25 10:00,2024-05-25 10:00,,2024-05-02 09:00,2024-05-25 10:00,false
sub_8,fay@example.com,Pro,eur,month,30.00,active,2024-05-30 10:00,2024-06-30 10:00,,,,false
"""  # noqa: E501


def test_a_billing_export_is_read_by_its_states():
    """Cancelled at the end of the period and overdue still run; a trial does not, but its person is known."""
    book = book_of(BILLING)
    assert running(book) == 5
    assert totals(book)["customers"] == 7
    assert {row[0]: row[1] for row in book.sources[0].set_aside_by_reason().iter_rows()} == {"trial": 1}


def test_the_day_that_ended_outranks_the_day_of_the_notice():
    ends = book_of(BILLING).subscriptions.filter("churned")["ended_on"].cast(str).to_list()
    assert sorted(ends) == ["2024-04-20", "2024-05-25"]


def test_a_notice_under_a_running_state_is_no_end():
    row = book_of(BILLING).subscriptions.filter(~book_of(BILLING).subscriptions["churned"])
    assert row["ended_on"].null_count() == row.height


def test_yearly_fees_count_by_the_month():
    book = book_of(BILLING)
    assert book.decimals == 2
    assert set(book.subscriptions["amount_per_month"].to_list()) == {3000, 2000}


CLUB = """Mitgliedsnummer;Nachname;Vorname;Geburtsdatum;Tarif;Vertragsbeginn;Kündigung eingegangen;Vertragsende;Jahresbeitrag;Vertragsstatus
7;Bauer;Anna;13.12.1983;Basis;19.05.2023;;;120,00;Aktiv
8;Huber;Ben;25.04.1967;Basis;30.03.2022;;;120,00;Aktiv
9;Maier;Cleo;20.05.1998;Plus;22.07.2021;11.02.2023;16.09.2023;240,00;Beendet
10;Kurz;Dora;01.02.1995;Plus;29.08.2023;02.11.2023;31.08.2024;240,00;Gekündigt
11;Lang;Eli;01.02.1992;Plus;30.10.2023;;;240,00;Aktiv
"""  # noqa: E501


def test_notice_given_for_an_end_that_is_to_come_still_runs():
    """The list knows nothing after October 2023: an end next August moves no day, and that contract runs."""
    book = book_of(CLUB)
    assert running(book) == 4
    assert book.subscriptions["churned"].to_list() == [False, False, True, False, False]


def test_a_yearly_fee_in_the_header_counts_by_the_month():
    assert book_of(CLUB).subscriptions["amount_per_month"].to_list() == [1000, 1000, 2000, 2000, 2000]


@pytest.mark.parametrize("sign", ["", "-", "ongoing", "9999-12-31", "2099-12-31"])
def test_a_sign_for_no_end_in_most_rows_keeps_the_column(sign):
    rows = [f"{at},2023-0{at}-01,{'2023-12-01' if at == 1 else sign},10.00" for at in range(1, 9)]
    book = book_of("\n".join(["member_id,start_date,end_date,monthly_fee", *rows]))
    assert book.subscriptions["ended_on"].null_count() == 7
    assert running(book) == 7


def test_who_leaves_on_the_last_known_day_is_gone_on_it():
    rows = ["1,2023-01-01,", "2,2023-02-01,2023-12-31", "3,2023-03-01,", "4,2023-03-05,2023-12-31"]
    assert running(book_of("\n".join(["member_id,start_date,end_date", *rows]))) == 2


def test_how_often_a_fee_is_paid_is_not_what_it_is_for():
    """The same membership costs the same, paid once or twice a year: what time it is for nobody says."""
    rows = [f"{at};{'Senior' if at % 2 else 'Junior'};{'185,00' if at % 2 else '95,00'};"
            f"{'per jaar' if at % 3 else 'per halfjaar'};2{at % 9}-09-2021;" for at in range(1, 10)]  # fmt: skip
    book = book_of("\n".join(["Lidnummer;Lidsoort;Contributie;Termijn;Lid sinds;Lid tot", *rows]))
    assert "amount_per_month" not in book.subscriptions.columns
    assert running(book) == 9


def test_paused_is_asked_once_and_the_person_stays_known():
    content = CLUB + "12;Moser;Fay;03.03.1990;Plus;01.09.2023;;;240,00;Ruhend\n"
    question = read(content).questions[0]
    assert question.code == "paused"
    with_them, without = (book_of(content, Answer("paused", choice)) for choice in ("running", "set_aside"))
    assert (running(with_them), running(without)) == (5, 4)
    assert totals(with_them)["customers"] == totals(without)["customers"] == 6


@pytest.mark.parametrize(
    ("interval", "fee"),
    [("monthly", 12), ("quarterly", 4), ("per halfjaar", 2), ("jährlich", 1), ("every 3 months", 4), ("anual", 1),
     ("ročně", 1), ("年付", 1), ("월", 12)],
)  # fmt: skip
def test_intervals_in_many_languages(interval, fee):
    rows = [f"{at},{interval},12.00,2023-0{at}-01,active" for at in range(1, 9)] + ["9,monthly,12.00,2023-09-01,active"]
    book = book_of(
        "\n".join(["subscription customer id,billing interval,amount,start date,subscription status", *rows])
    )
    assert [minor / 10**book.decimals for minor in book.subscriptions["amount_per_month"]] == [fee] * 8 + [12]
