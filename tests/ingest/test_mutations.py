"""Real files with bytes cut, flipped, swapped and doubled: a reading, a question or a refusal, and nothing else."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from retention_core.errors import Refused
from retention_core.ingest import File, read_files

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


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_never_ends_in_a_traceback(name: str, shared_data: Path):
    content = (shared_data / "real" / name).read_bytes()[: 400_000 if name.endswith(("csv", "txt")) else None]
    for seed in SEEDS:
        draw = random.Random(f"{name}{seed}")
        damaged = WAYS[seed % len(WAYS)](content, draw)
        begun = time.process_time()
        try:
            reading = read_files([File(Path(name).name, content=damaged)])
        except Refused:
            continue
        finally:
            assert time.process_time() - begun < LONGEST_SECONDS
        for source in reading.sources:
            assert source.rows_read == source.rows_used + source.set_aside.height
