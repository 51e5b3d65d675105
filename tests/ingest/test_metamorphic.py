"""One table in every format, encoding, delimiter, decimal mark, form of days, order of rows and columns: one result."""

import gzip
import io
import json
import random
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
import xlsxwriter

from retention_core.ingest import Answer, clean_orders
from tests.ingest.shop import HEADER, orders, read
from tests.ingest.test_ways_of_writing import same

SEEDS = range(48)
ASKED = {"cp1255": "כהן משה לוי"}
Row = tuple[str, date, Decimal]

LETTERS = {
    "utf-8": "Zoë Žižka 王芳",
    "utf-8-sig": "Zoë Žižka 王芳",
    "utf-16": "Zoë Žižka 王芳",
    "utf-16-le": "Zoë Žižka 王芳",
    "utf-16-be": "Zoë Žižka 王芳",
    "utf-32": "Zoë Žižka 王芳",
    "utf-32-be": "Zoë Žižka 王芳",
    "cp1250": "Wiśniewski Łukasz Żak",
    "cp1251": "Петров Юрий",
    "cp1252": "Müller François Núñez",
    "cp1253": "Παπαδόπουλος Γιάννης",
    "cp1254": "Yılmaz Şahin Öztürk",
    "cp1256": "محمد الأحمد علي",
    "cp1257": "Šķēle Jānis Žukauskas",
    "cp1258": "Nguyê\u0303n Văn Đư\u0301c",
    "mac_roman": "Müller François Lefèvre",
    "gb18030": "王建国李秀英",
    "big5": "陳志明林淑芬",
    "shift_jis": "田中太郎さくら",
    "euc_kr": "김철수이영희",
}
DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d", "%Y-%m-%dT23:59:59+02:00", "%d-%b-%Y", "%Y年%m月%d日")
AMOUNTS: dict[str, Callable[[Decimal], str]] = {
    "point": lambda v: f"{v:.2f}",
    "comma": lambda v: f"{v:.2f}".replace(".", ","),
    "point and groups": lambda v: f"{v:,.2f}",
    "comma and groups": lambda v: f"{v:,.2f}".translate(str.maketrans(",.", ".,")),
    "comma and spaces": lambda v: f"{v:,.2f}".replace(",", "\xa0").replace(".", ","),
}


@dataclass(frozen=True)
class Way:
    """One way of writing the table, drawn from a seed."""

    form: str
    encoding: str
    delimiter: str
    day: str
    amount: str
    columns: tuple[int, ...]
    rows: list[Row]

    @property
    def cells(self) -> list[list[str]]:
        """Header and rows as text, columns in their drawn order."""
        texts = [[name, day.strftime(self.day), AMOUNTS[self.amount](value)] for name, day, value in self.rows]
        return [[row[at] for at in self.columns] for row in [list(HEADER), *texts]]


def drawn(seed: int) -> Way:
    """A way of writing; what an encoding cannot hold is not asked of it."""
    draw = random.Random(seed)
    form = FORMS[seed % len(FORMS)]
    encoding = draw.choice(list(LETTERS)) if form in {"csv", "gz", "zip", "html"} else "utf-8"
    days = [day for day in DAYS if "年" not in day or encoding.startswith(("utf", "gb", "big5", "shift"))]
    amounts = [name for name in AMOUNTS if name != "comma and spaces" or encoding.startswith(("utf", "cp125"))]
    rows = [(name.replace("Customer", LETTERS[encoding]), day, value) for name, day, value in orders()]
    draw.shuffle(rows)
    delimiter, columns = draw.choice([",", ";", "\t", "|"]), tuple(draw.sample(range(3), 3))
    return Way(form, encoding, delimiter, draw.choice(days), draw.choice(amounts), columns, rows)


def csv(way: Way) -> bytes:
    lines = [way.delimiter.join(f'"{cell}"' if way.delimiter in cell else cell for cell in row) for row in way.cells]
    return "\r\n".join(lines).encode(way.encoding)


def zipped(way: Way) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export/orders.csv", csv(way))
        archive.writestr("__MACOSX/export/._orders.csv", b"\0\5\x16\7")
    return out.getvalue()


def html(way: Way) -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in way.cells)
    return f"<html><head><meta charset={way.encoding}></head><table border=1>{rows}</table></html>".encode(way.encoding)


def xml(way: Way) -> bytes:
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in way.cells
    )
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:'
        'office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Orders">'
        f"<Table>{rows}</Table></Worksheet></Workbook>"
    ).encode()


def xlsx(way: Way) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Orders")
        for at, row in enumerate(way.cells):
            sheet.write_row(at, 0, row)
    return out.getvalue()


def records(way: Way) -> list[dict[str, str]]:
    header, *rows = way.cells
    return [dict(zip(header, row, strict=True)) for row in rows]


def columnar(way: Way, method: str) -> bytes:
    out = io.BytesIO()
    typed = pl.DataFrame(way.rows, schema=list(HEADER), orient="row")
    exact = typed.with_columns(pl.col("amount").cast(pl.Decimal(12, 2)))
    getattr(exact.select(HEADER[at] for at in way.columns), method)(out)
    return out.getvalue()


WRITERS: dict[str, Callable[[Way], bytes]] = {
    "csv": csv,
    "gz": lambda way: gzip.compress(csv(way)),
    "zip": zipped,
    "html": html,
    "xml": xml,
    "xlsx": xlsx,
    "json": lambda way: json.dumps(records(way), ensure_ascii=False).encode(),
    "json within": lambda way: json.dumps({"count": 60, "orders": records(way)}, indent=1).encode(),
    "json lines": lambda way: "\n".join(json.dumps(row, ensure_ascii=False) for row in records(way)).encode(),
    "parquet": lambda way: columnar(way, "write_parquet"),
    "arrow": lambda way: columnar(way, "write_ipc"),
    "arrow stream": lambda way: columnar(way, "write_ipc_stream"),
}
FORMS = ("csv", "csv", *WRITERS)


def rows_of(reading) -> list[tuple[object, ...]]:
    clean = clean_orders(reading.workbook).select("customer_id", "ordered_on", "amount")
    return sorted((name, str(day), Decimal(str(amount))) for name, day, amount in clean.iter_rows())


def expected(rows: list[Row]) -> list[tuple[object, ...]]:
    return sorted((unicodedata.normalize("NFC", name), str(day), value) for name, day, value in rows)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_table_gives_the_same_rows_and_totals_however_it_is_written(seed):
    way = drawn(seed)
    reading = read(WRITERS[way.form](way), name="orders.xls")
    same(reading)
    assert rows_of(reading) == expected(way.rows)


@pytest.mark.parametrize("encoding", LETTERS)
def test_every_encoding_gives_the_names_to_the_letter(encoding):
    rows = [(name.replace("Customer", LETTERS[encoding]), day, value) for name, day, value in orders()]
    way = Way("csv", encoding, ";", "%Y-%m-%d", "point", (0, 1, 2), rows)
    reading = read(csv(way))
    same(reading)
    assert rows_of(reading) == expected(rows)


@pytest.mark.parametrize("encoding", ASKED)
def test_letters_that_could_be_of_several_scripts_are_shown_to_choose_from(encoding):
    rows = [(name.replace("Customer", ASKED[encoding]), day, value) for name, day, value in orders()]
    content = csv(Way("csv", encoding, ";", "%Y-%m-%d", "point", (0, 1, 2), rows))
    asked = read(content).questions[0]
    assert encoding in [choice.choice for choice in asked.choices]
    chosen = read(content, Answer("encoding", encoding, "shop.csv"))
    same(chosen)
    assert rows_of(chosen) == sorted((name, str(day), value) for name, day, value in rows)
