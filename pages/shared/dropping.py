"""From dropped files to an open shop. A file that is refused closes nothing that was open."""

import logging
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from pages.shared import session
from pages.shared.plain import plain
from pages.shared.store import STORE, Shop
from retention_core.errors import Refused, RetainError
from retention_core.export import csv_bytes
from retention_core.ingest import Answer, File, read_files
from retention_core.simulate import sample_shop

COPY_CHUNK = 1 << 22


def take_uploads(uploads: Sequence) -> None:
    """Opens what was dropped on the page."""
    _open_new(lambda shop: [_copied(shop, number, upload) for number, upload in enumerate(uploads)])


def take_paths(paths: Sequence[Path]) -> None:
    """Opens files that were named at the start of the program."""
    _open_new(lambda shop: [File(path.name, path=path) for path in paths])


def take_sample(kind: str) -> None:
    """Opens a sample shop, read like any other file."""
    _open_new(lambda shop: [_sample_file(shop, kind)], sample=kind)


def answer(new: Answer) -> None:
    """Reads the open files again with one more answer; one that cannot be used is told and forgotten."""
    shop = session.shop()
    same = (new.code, new.file, new.field)
    answers = (*(old for old in shop.answers if (old.code, old.file, old.field) != same), new)
    _read(shop, answers)


def forget_answers() -> None:
    """Reads the open files again as if nothing had been answered."""
    _read(session.shop(), ())


def is_ready() -> bool:
    """Whether numbers can be shown."""
    shop = session.shop()
    return bool(shop and shop.reading and shop.reading.workbook)


def _open_new(files: Callable[[Shop], list[File]], sample: str | None = None) -> None:
    shop = STORE.open()
    shop.sample = sample
    shop.files = tuple(files(shop))
    if _read(shop, ()):
        session.move_into(shop)
        STORE.make_room(keep=shop.token)
    else:
        STORE.close(shop.token)


def _read(shop: Shop, answers: tuple[Answer, ...]) -> bool:
    """Reads the shop's files; a refusal is kept for the page to say, and the shop stays as it was."""
    session.refuse(None)
    try:
        with st.spinner(plain(session.words().say("Reading your files")), show_time=True):
            reading = read_files(shop.files, answers)
    except RetainError as refusal:
        session.refuse(refusal)
        return False
    except Exception as failure:
        logging.getLogger("retain").exception("Reading failed")
        session.refuse(
            Refused("internal", file=", ".join(file.name for file in shop.files), seen=type(failure).__name__)
        )
        return False
    shop.reading, shop.answers, shop.studies = reading, answers, {}
    return True


def _copied(shop: Shop, number: int, upload: object) -> File:
    """A copy on disk under a name of our own: the uploader forgets its files when the page changes."""
    path = shop.folder / f"{number}{Path(upload.name).suffix}"
    with path.open("wb") as target:
        shutil.copyfileobj(upload, target, COPY_CHUNK)
    return File(upload.name, path=path)


def _sample_file(shop: Shop, kind: str) -> File:
    path = shop.folder / f"{kind}.csv"
    path.write_bytes(csv_bytes(sample_shop(kind)))
    return File(path.name, path=path)
