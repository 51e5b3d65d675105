"""One thing broken in each file, kind by kind: the totals stay, or a question leads to them."""

from decimal import Decimal

import pytest

from retention_core.ingest import totals
from retention_core.kernel.errors import Refused
from tests.ingest.shop import HEADER, facts, orders, read, table


def right(reading) -> None:
    assert not reading.questions, reading.questions
    got = totals(reading.workbook)
    assert {name: got[name] for name in facts()} == facts()


def lines(day=str, amount=lambda value: f"{value:.2f}", delimiter=";") -> str:
    rows = [delimiter.join((customer, day(on), amount(value))) for customer, on, value in orders()]
    return "\n".join([delimiter.join(HEADER), *rows]) + "\n"


DAYS = {
    "japanese era": lambda d: f"令和{d.year - 2018}年{d.month}月{d.day}日",
    "japanese era, short": lambda d: f"R{d.year - 2018}.{d.month}.{d.day}",
    "minguo": lambda d: f"{d.year - 1911}/{d.month:02}/{d.day:02}",
    "minguo in words": lambda d: f"民國{d.year - 1911}年{d.month}月{d.day}日",
    "full width": lambda d: str(d).translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789-"}),
    "arabic digits": lambda d: str(d).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "long hyphens": lambda d: str(d).replace("-", "–"),
    "time without signs": lambda d: f"{d:%Y%m%d}221500",
    "log of a server": lambda d: f"{d:%d/%b/%Y}:22:15:00 +0000",
    "sas": lambda d: f"{d:%d%b%Y}:22:15:00".upper(),
    "javascript": lambda d: f"{d:%a %b %d %Y} 22:15:00 GMT+0100 (Central European Standard Time)",
    "german clock": lambda d: f"{d:%d.%m.%Y}, 14:15 Uhr",
    "weekday behind": lambda d: f"{d:%Y/%m/%d}(月)",
    "weekday before": lambda d: f"Mo., {d:%d.%m.%Y}",
    "polish year": lambda d: f"{d:%d.%m.%Y} r.",
    "zone without time": lambda d: f"{d}Z",
    "time in characters": lambda d: f"{d.year}年{d.month}月{d.day}日 14时15分30秒",
}


@pytest.mark.parametrize("way", DAYS)
def test_a_day_is_read_in_every_form(way):
    right(read(lines(day=DAYS[way])))


@pytest.mark.parametrize("first", [19_000, 23_000])
def test_small_numbers_are_no_day_numbers_of_a_spreadsheet_program(first):
    with pytest.raises(Refused):
        read("\n".join([",".join(HEADER), *(f"{c},{first + at},{a:.2f}" for at, (c, _, a) in enumerate(orders()))]))


AMOUNTS = {
    "unicode hyphen": lambda v: f"{v:.2f}".replace("-", "\u2010"),
    "plus behind": lambda v: f"{-v:.2f}-" if v < 0 else f"{v:.2f}+",
    "square brackets": lambda v: f"[{-v:.2f}]" if v < 0 else f"{v:.2f}",
    "triangle down": lambda v: f"▼{-v:.2f}" if v < 0 else f"{v:.2f}",
    "word for minus": lambda v: f"minus {-v:.2f}" if v < 0 else f"{v:.2f}",
    "sign and code": lambda v: f"${v:,.2f} USD",
    "sign here, code there": lambda v: f"${v:.2f}" if int(v) % 2 else f"{v:.2f} USD",
}


@pytest.mark.parametrize("way", AMOUNTS)
def test_an_amount_is_read_in_every_form(way):
    right(read(lines(amount=AMOUNTS[way])))


@pytest.mark.parametrize(("text", "worth"), [("12,- Kč", "12"), ("¥1,200", "1200"), ("1.200 Ft", "1200")])
def test_amounts_without_hundredths(text, worth):
    reading = read("\n".join([";".join(HEADER), *(f"{c};{d};{text}" for c, d, _ in orders())]))
    assert Decimal(totals(reading.workbook)["revenue"]) == 60 * Decimal(worth)


def test_small_raised_digits_do_not_join_the_digits_before_them():
    with pytest.raises(Refused):
        read(lines(amount=lambda v: f"{int(v)}⁹⁹"))


@pytest.mark.parametrize(
    "label", ["Total (60 orders)", "60 orders", "*** TOTAL ***", "本页合计", "TOTAL TTC", "Summe EUR"]
)
def test_a_dated_line_with_the_sum_of_the_rows_above_is_a_total(label):
    reading = read(table() + f"{label},2024-12-31,{facts()['revenue']}\n")
    right(reading)
    assert reading.sources[0].set_aside["reason"].to_list() == ["total"]


def test_customers_named_like_totals_stay():
    renamed = table().replace("Customer 001", "Total Energies").replace("Customer 002", "Summe GmbH")
    right(read(renamed))


@pytest.mark.parametrize("state", ["Order cancelled", "Cancelled - fraud", "キャンセル済", "不成立", "Stornierung"])
def test_a_state_is_known_among_other_words(state):
    first, *rows = table().splitlines()
    states = [f"{row},{state if at % 10 == 0 else 'done'}" for at, row in enumerate(rows)]
    reading = read("\n".join([f"{first},status", *states]))
    assert reading.sources[0].set_aside["reason"].to_list() == ["cancelled"] * 6


@pytest.mark.parametrize("state", ["partially cancelled", "not cancelled", "uncancelled"])
def test_a_state_that_says_otherwise_is_no_cancellation(state):
    first, *rows = table().splitlines()
    right(read("\n".join([f"{first},status", *(f"{row},{state}" for row in rows)])))


@pytest.mark.parametrize(("header", "yes", "no"), [("cancelled", "Yes", "No"), ("cancelled at", "2024-01-01", "")])
def test_a_column_of_cancellations(header, yes, no):
    first, *rows = table().splitlines()
    marked = [f"{row},{yes if at % 10 == 0 else no}" for at, row in enumerate(rows)]
    assert read("\n".join([f"{first},{header}", *marked])).sources[0].set_aside["reason"].to_list() == ["cancelled"] * 6


HEADERS = [
    ("客户 Customer", "日期 Date", "金额 Amount"),
    ("Customer/客户", "Date/日期", "Amount/金额"),
    ("1. customer", "2. date", "3. amount"),
    ("orders.customer", "orders.date", "orders.amount"),
    ("CUST#", "DATE", "AMT"),
    ("Vevő e-mail címe", "Dátum", "Bruttó érték"),
    ("N° client", "Date", "Total payé"),
    ("得意先コード", "伝票日付", "税込金額"),
    ("Customer", "Date", "Total incl. VAT"),
    ("Patient ID", "Appointment Date", "Charge"),
]


@pytest.mark.parametrize("header", HEADERS)
def test_headers_with_more_around_them(header):
    right(read(table(";", header=header)))


LAYOUTS = {
    "line ends of Unicode": lambda t: t.replace("\n", "\u2028"),
    "forced text": lambda t: "\n".join(",".join(f'="{cell}"' for cell in line.split(",")) for line in t.splitlines()),
    "another delimiter from the middle on": lambda t: (
        t[: t.index("\n", 900)] + t[t.index("\n", 900) :].replace(",", ";")
    ),
    "title like the mark of a picture": lambda t: "BM Fashion\n\n" + t,
    "title like the mark of a program": lambda t: "MZ Store\n\n" + t,
    "months between the rows": lambda t: t.replace("\nCustomer 001,", "\n,January 2023,\nCustomer 001,"),
    "many numbered columns": lambda t: "\n".join(
        line + "".join(f",c{at}" if row == 0 else ",1" for at in range(300)) for row, line in enumerate(t.splitlines())
    ),
}


@pytest.mark.parametrize("way", LAYOUTS)
def test_what_else_a_file_may_look_like(way):
    right(read(LAYOUTS[way](table())))


def test_amounts_split_at_the_comma_of_their_hundredths_are_asked_about():
    reading = read(table().replace(".", ","))
    assert reading.questions[0].code == "split_numbers"
    assert reading.questions[0].choices[0].values["totals"]["revenue"] == facts()["revenue"]


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp932", "髙橋さくら"), ("cp949", "똠방각하이영희"), ("iso2022_jp", "佐藤花子")]
)
def test_encodings_of_windows_and_mail_in_the_east(encoding, name):
    reading = read(table(";").replace("Customer", name).encode(encoding))
    right(reading)
    assert {who.rsplit(" ", 1)[0] for who in reading.workbook.customers["customer_id"]} == {name}
