"""One shop written in many ways is one shop: the same table in every form gives equal numbers, and no question."""

import gzip
import io
import json
import zipfile
from datetime import datetime, time
from decimal import Decimal

import polars as pl
import pytest
import xlsxwriter

from retention_core.ingest import Answer, clean_orders, totals
from tests.ingest.shop import HEADER, facts, orders, read, table


def euro(value: Decimal) -> str:
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


def same(reading) -> None:
    assert not reading.questions, reading.questions
    got = totals(reading.workbook)
    assert {name: got[name] for name in facts()} == facts()
    for source in reading.sources:
        assert source.rows_read == source.rows_used + source.set_aside.height


AMOUNTS = {
    "plain": (",", lambda v: f"{v:.2f}"),
    "decimal comma": (";", lambda v: f"{v:.2f}".replace(".", ",")),
    "thousands, quoted": (",", lambda v: f'"{v:,.2f}"'),
    "thousands with points": (";", euro),
    "thousands with apostrophes": (";", lambda v: f"{v:,.2f}".replace(",", "'")),
    "thousands with hard spaces": (";", lambda v: f"{v:,.2f}".replace(",", "\xa0").replace(".", ",")),
    "thousands with narrow spaces": (";", lambda v: f"{v:,.2f}".replace(",", "\u202f").replace(".", ",")),
    "sign before": (",", lambda v: f"${v:.2f}"),
    "sign behind": (";", lambda v: f"{euro(v)} €"),
    "code before": (";", lambda v: f"HUF {euro(v)}"),
    "brackets": (",", lambda v: f"({-v:.2f})" if v < 0 else f"{v:.2f}"),
    "minus behind": (",", lambda v: f"{-v:.2f}-" if v < 0 else f"{v:.2f}"),
    "long minus": (",", lambda v: f"\u2212{-v:.2f}" if v < 0 else f"{v:.2f}"),
    "minus before sign": (",", lambda v: f"-${-v:.2f}" if v < 0 else f"${v:.2f}"),
    "plus": (",", lambda v: f"{v:+.2f}"),
    "full width": (",", lambda v: f"{v:.2f}".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789."})),
    "arabic digits": (",", lambda v: f"{v:.2f}".translate(str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫"))),
    "noise of binary fractions": (",", lambda v: f"{v:.2f}000000000001"),
    "hundredths of hundredths": (",", lambda v: f"{v:.4f}"),
}


@pytest.mark.parametrize("way", AMOUNTS)
def test_amounts_mean_the_same_however_they_are_written(way):
    delimiter, amount = AMOUNTS[way]
    same(read(table(delimiter, amount=amount)))


DAYS = {
    "iso": "%Y-%m-%d",
    "slashes, year first": "%Y/%m/%d",
    "points, year first": "%Y.%m.%d",
    "day first": "%d/%m/%Y",
    "month first": "%m/%d/%Y",
    "points": "%d.%m.%Y",
    "two-digit year": "%d.%m.%y",
    "hyphens": "%d-%m-%Y",
    "month by name": "%d %b %Y",
    "month name first": "%B %d %Y",
    "day, month, year by name": "%d-%b-%y",
    "eight digits": "%Y%m%d",
    "with a time": "%Y-%m-%d 23:30:00",
    "with T and Z": "%Y-%m-%dT23:30:00Z",
    "with an offset": "%Y-%m-%d 23:30:00 -0800",
    "afternoon": "%m/%d/%Y 11:30 PM",
    "weekday": "%a %d %b %Y",
    "chinese": "%Y年%m月%d日",
    "hungarian": "%Y. %m. %d.",
    "korean": "%Y년 %m월 %d일",
}


@pytest.mark.parametrize("way", DAYS)
def test_days_mean_the_same_however_they_are_written(way):
    same(read(table(day=DAYS[way])))


def test_days_as_numbers_of_a_spreadsheet_program():
    same(read(table().replace(table(), "\n".join(numbered_days()))))


def numbered_days() -> list[str]:
    return [",".join(HEADER)] + [f"{c},{d.toordinal() - 693594},{a:.2f}" for c, d, a in orders()]


@pytest.mark.parametrize("factor", [1, 1000])
def test_days_as_seconds_and_milliseconds(factor):
    lines = [f"{c},{int(datetime.combine(d, time(12)).timestamp()) * factor},{a:.2f}" for c, d, a in orders()]
    same(read("\n".join([",".join(HEADER), *lines])))


@pytest.mark.parametrize("language", ["de", "fr", "es", "hu", "pt", "pl", "cs", "it"])
def test_month_names_of_every_language(language):
    from babel.dates import format_date

    lines = [f"{c};{format_date(d, 'long', locale=language)};{a:.2f}" for c, d, a in orders()]
    same(read("\n".join([";".join(HEADER), *lines])))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "||", "^"])
def test_any_delimiter(delimiter):
    same(read(table(delimiter)))


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_unicode_encoding(encoding):
    same(read(table().encode(encoding)))


OLD = {
    "cp1252": "Müller François Núñez",
    "cp1250": "Wiśniewski Łukasz Żak",
    "cp1251": "Петров Юрий",
    "cp1254": "Yılmaz Şahin Öztürk",
    "gb18030": "王建国李秀英",
    "big5": "陳志明林淑芬",
    "shift_jis": "田中太郎さくら",
    "euc_kr": "김철수이영희",
    "mac_roman": "Müller François Lefèvre",
    "cp1253": "Παπαδόπουλος Γιάννης",
}


@pytest.mark.parametrize("encoding", OLD)
def test_old_encodings_give_the_names_to_the_letter(encoding):
    reading = read(table(";").replace("Customer", OLD[encoding]).encode(encoding))
    same(reading)
    assert {name.rsplit(" ", 1)[0] for name in reading.workbook.customers["customer_id"]} == {OLD[encoding]}


def xlsx(*, dates: bool = True) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet, form = book.add_worksheet("Orders"), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADER)
        for at, (customer, day, amount) in enumerate(orders(), 1):
            sheet.write(at, 0, customer)
            sheet.write_datetime(at, 1, datetime.combine(day, time()), form) if dates else sheet.write(at, 1, str(day))
            sheet.write(at, 2, float(amount))
    return out.getvalue()


def frame() -> pl.DataFrame:
    return pl.DataFrame(orders(), schema=list(HEADER), orient="row").with_columns(pl.col("amount").cast(pl.Float64))


def written(method: str) -> bytes:
    out = io.BytesIO()
    getattr(frame(), method)(out)
    return out.getvalue()


def records() -> list[dict[str, object]]:
    return [{"customer": c, "date": str(d), "amount": float(a)} for c, d, a in orders()]


def html() -> str:
    rows = "".join(f"<tr><td>{c}</td><td>{d}</td><td>{a:.2f}</td></tr>" for c, d, a in orders())
    return "<html><table><tr>" + "".join(f"<th>{name}</th>" for name in HEADER) + f"</tr>{rows}</table></html>"


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, table())
    return out.getvalue()


FORMATS = {
    "xlsx": xlsx,
    "xlsx with text days": lambda: xlsx(dates=False),
    "parquet": lambda: written("write_parquet"),
    "arrow": lambda: written("write_ipc"),
    "arrow stream": lambda: written("write_ipc_stream"),
    "json": lambda: json.dumps(records()),
    "json within": lambda: json.dumps({"orders": records()}),
    "json lines": lambda: "\n".join(map(json.dumps, records())),
    "html": html,
    "gz": lambda: gzip.compress(table().encode()),
    "zip": lambda: zipped("a/orders.csv"),
}


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_known_by_its_content(form):
    same(read(FORMATS[form](), name="shop.whatever"))


LAYOUTS = {
    "title above": lambda t: "Sales report 2023\n\n" + t,
    "title padded": lambda t: "Sales report,,\n,,\n" + t,
    "remarks": lambda t: "# made by a tool\n# twice\n" + t,
    "sep line": lambda t: "sep=,\r\n" + t.replace("\n", "\r\n"),
    "old line ends": lambda t: t.replace("\n", "\r"),
    "blank lines": lambda t: t.replace("\n", "\n\n"),
    "no final line end": lambda t: t.rstrip("\n"),
    "quoted": lambda t: "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in t.splitlines()),
    "spaces after commas": lambda t: t.replace(",", ", "),
    "empty columns": lambda t: t.replace("\n", ",,,\n"),
    "empty columns below": lambda t: t.replace("\n", ",,\n").replace(",,", "", 1),
    "capitals": lambda t: t.replace("customer,date,amount", " CUSTOMER ,Date\xa0,Amount"),
    "numbered rows": lambda t: "\n".join(
        ("," if at == 0 else f"{at},") + line for at, line in enumerate(t.splitlines())
    ),
    "footer": lambda t: t + "\nReport made on 2025-01-02 by admin\nEnd of report\n",
    "control Z": lambda t: t + "\x1a",
    "header again": lambda t: "\n".join(
        line
        for at, line in enumerate(t.splitlines())
        for line in ([line, "customer,date,amount"] if at == 30 else [line])
    ),
    "units": lambda t: t.replace("amount\n", "amount\ntext,yyyy-mm-dd,EUR\n"),
    "another table below": lambda t: t + "\nproduct,stock\nBoots,12\nSocks,90\n",
    "names with inches": lambda t: t,
    "brackets in header": lambda t: t.replace("amount", "Amount (EUR)", 1),
}


@pytest.mark.parametrize("way", LAYOUTS)
def test_what_stands_around_a_table_does_not_change_it(way):
    same(read(LAYOUTS[way](table())))


TOTAL_WORDS = [
    "Total",
    "Grand Total:",
    "TOTALS",
    "Summe",
    "Gesamtsumme",
    "Összesen",
    "Suma",
    "Totale",
    "合计",
    "总计",
    "合計",
    "Razem",
    "Celkem",
]


@pytest.mark.parametrize("word", TOTAL_WORDS)
@pytest.mark.parametrize("day", ["", "2024-12-31"])
def test_a_line_with_the_total_is_set_aside_and_agrees(word, day):
    reading = read(table() + f"{word},{day},{facts()['revenue']}\n")
    same(reading)
    assert reading.sources[0].set_aside["reason"].to_list() == ["total"]


def test_a_total_without_a_label_is_a_total():
    same(read(table() + f",,{facts()['revenue']}\n"))


HEADERS = [
    ("Kunde", "Bestelldatum", "Betrag"),
    ("Kunden-Nr.", "Datum", "Umsatz"),
    ("Vevő", "Dátum", "Összeg"),
    ("Cliente", "Data", "Valor total"),
    ("Cliente", "Fecha", "Importe"),
    ("Client", "Date de commande", "Montant"),
    ("Klient", "Data zamówienia", "Kwota"),
    ("Zákazník", "Datum objednávky", "Částka"),
    ("Cliente", "Data ordine", "Importo"),
    ("客户", "日期", "金额"),
    ("客戶編號", "訂單日期", "金額"),
    ("会員番号", "注文日", "金額"),
    ("CustomerID", "InvoiceDate", "TotalAmount"),
    ("cust_id", "order_dt", "net_sales"),
    ("Buyer Email", "Created at", "Total"),
    ("Member No", "Transaction Date", "Amount Paid (USD)"),
]


@pytest.mark.parametrize("header", HEADERS)
def test_headers_of_every_language(header):
    same(read(table(";", header=header)))


def test_the_order_of_rows_and_columns_does_not_matter():
    lines = [line.split(",") for line in table().splitlines()]
    turned = [lines[0], *reversed(lines[1:])]
    same(read("\n".join(",".join((amount, customer, day)) for customer, day, amount in turned)))


def test_clean_orders_of_every_format_are_equal():
    plain = clean_orders(read(table()).workbook).sort("customer_id", "ordered_on", "amount")
    from_excel = clean_orders(read(xlsx()).workbook).sort("customer_id", "ordered_on", "amount")
    assert plain.equals(from_excel)


def test_a_column_picked_by_hand_overrides_the_header():
    twice = "\n".join(f"{line},{line.split(',')[2]}" for line in table().splitlines()).replace(
        "amount,amount", "amount,tip"
    )
    picked = read(twice, Answer("column", "tip", "shop.csv", "amount"))
    assert picked.sources[0].columns["amount"] == "tip"
