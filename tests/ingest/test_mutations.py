"""Files with bytes cut, flipped, swapped and doubled: a reading, a question or a refusal, and nothing else."""

import gzip
import io
import json
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from retention_core.ingest import File, read_files
from retention_core.kernel.errors import Refused
from tests.ingest.shop import HEADER, orders, table

MERGED = Path(__file__).with_name("merged")
SEEDS = range(6)
# of processor time, which a busy machine does not lengthen
LONGEST_SECONDS = 10
FILES = (
    "platform_shopify/ltvkit_shopify_orders_sample.csv",
    "platform_etsy/beksam_etsy-sold-order-items.csv",
    "meal_orders_gbk/meal_order_info.csv",
    "german_bestellungen/Praxisprojekt_SQL_Datenvorschau_normalisiert.csv",
    "header_offset_sheets/sample_statement_offsets.xlsx",
    "header_offset_sheets/meta_data_separated_credit_debit.csv",
    "cdnow_sample/CDNOW_sample.txt",
    "superstore/superstore.parquet",
)


def cut(content: bytes, draw: random.Random) -> bytes:
    return content[: draw.randrange(len(content))]


def flipped(content: bytes, draw: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(draw.randrange(1, 30)):
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def swapped(content: bytes, draw: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(draw.randrange(1, 30)):
        one, other = draw.randrange(len(changed)), draw.randrange(len(changed))
        changed[one], changed[other] = changed[other], changed[one]
    return bytes(changed)


def doubled(content: bytes, draw: random.Random) -> bytes:
    start = draw.randrange(len(content))
    return content[:start] + content[start : start + draw.randrange(1, 5_000)] + content[start:]


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (cut, flipped, swapped, doubled)


@pytest.mark.long
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_never_ends_in_a_traceback(name: str, shared_data: Path):
    content = (shared_data / "real" / name).read_bytes()[: 400_000 if name.endswith(("csv", "txt")) else None]
    for seed in SEEDS:
        draw = random.Random(f"{name}{seed}")
        survives(Path(name).name, WAYS[seed % len(WAYS)](content, draw))


def survives(name: str, damaged: bytes) -> None:
    """Reads a damaged file: within the time, every row accounted for, or refused in words."""
    begun = time.process_time()
    try:
        reading = read_files([File(name, content=damaged)])
    except Refused:
        return
    finally:
        assert time.process_time() - begun < LONGEST_SECONDS
    for source in reading.sources:
        assert source.rows_read == source.rows_used + source.set_aside.height


def records() -> list[dict[str, str]]:
    return [dict(zip(HEADER, (who, str(day), f"{amount:.2f}"), strict=True)) for who, day, amount in orders()]


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "."), content)
    return out.getvalue()


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Orders")
        for at, record in enumerate([dict.fromkeys(HEADER), *records()]):
            sheet.write_row(at, 0, list(record.values() if at else record.keys()))
    return out.getvalue()


def columns(kind: str) -> bytes:
    out = io.BytesIO()
    frame = pl.DataFrame(records()).with_columns(pl.col("date").str.to_date(), pl.col("amount").cast(pl.Float64))
    getattr(frame, f"write_{kind}")(out)
    return out.getvalue()


def web_page() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in record.values()) + "</tr>" for record in records())
    return f"<html><table><tr>{''.join(f'<th>{name}' for name in HEADER)}</tr>{rows}</table></html>".encode()


MADE: dict[str, Callable[[], bytes]] = {
    "shop.csv": lambda: table().encode(),
    "shop.txt": lambda: table("\t").encode("utf-16"),
    "shop.json": lambda: json.dumps(records()).encode(),
    "shop.jsonl": lambda: "\n".join(map(json.dumps, records())).encode(),
    "columns.json": lambda: json.dumps({name: [record[name] for record in records()] for name in HEADER}).encode(),
    "shop.html": web_page,
    "shop.csv.gz": lambda: gzip.compress(table().encode()),
    "shop.zip": lambda: archive(shop__csv=table().encode()),
    "shop.parquet": lambda: columns("parquet"),
    "shop.arrow": lambda: columns("ipc"),
    "shop.xlsx": workbook,
    "shop.xls": (MERGED / "sheetjs.xls").read_bytes,
    "shop.xlsb": (MERGED / "sheetjs.xlsb").read_bytes,
    "shop.xml": (MERGED / "sheetjs_2003.xml").read_bytes,
}
IN_A_CHILD = (".parquet", ".arrow", ".xlsx", ".xls", ".xlsb")


@pytest.mark.parametrize("name", MADE)
def test_no_form_ends_in_a_traceback_when_it_is_damaged(name: str):
    content = MADE[name]()
    for seed in range(5 if name.endswith(IN_A_CHILD) else 10):
        draw = random.Random(f"{name}{seed}")
        survives(name, WAYS[seed % len(WAYS)](content, draw))


@pytest.mark.parametrize("name", ("shop.xlsx", "shop.xlsb"))
def test_a_workbook_whose_members_are_damaged_and_packed_again_ends_in_words(name: str):
    """A zip knows its checksums: what stands in it is reached only by packing it again."""
    content = MADE[name]()
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        members = {member: whole.read(member) for member in whole.namelist()}
    told = [member for member in members if "sheet" in member or "workbook" in member or "shared" in member]
    for seed in range(6):
        draw = random.Random(f"{name}{seed}")
        struck = draw.choice(told)
        survives(name, archive(**members | {struck: WAYS[seed % len(WAYS)](members[struck], draw)}))
