"""From dropped files to an open shop. A file that is refused closes nothing that was open."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from pages.shared import session
from pages.shared.jobs import Job
from pages.shared.store import STORE, Shop
from retention_core.export import csv_bytes
from retention_core.ingest import Answer, File
from retention_core.simulate import sample_shop
from retention_core.workbook import Reading
from retention_core.workspace import workspace

COPY_CHUNK = 1 << 22
OVERVIEW, DATA = "overview", "data"


def take_uploads(uploads: Sequence) -> None:
    """Begins to read what was dropped on the page."""
    _read_new(lambda shop: [_copied(shop, number, upload) for number, upload in enumerate(uploads)])


def add_uploads(uploads: Sequence) -> None:
    """Begins to read what was dropped together with the files that are open."""
    shop, first = session.shop(), len(session.shop().files)
    files = [_copied(shop, first + number, upload) for number, upload in enumerate(uploads)]
    _begin(Job(shop, (*shop.files, *files), shop.answers, new=False, page_after=OVERVIEW))


def take_paths(paths: Sequence[Path]) -> None:
    """Begins to read files that were named at the start of the program."""
    _read_new(lambda shop: [File(path.name, path=path) for path in paths])


def take_sample(kind: str) -> None:
    """Begins to read a sample shop, like any other file."""
    _read_new(lambda shop: [_sample_file(shop, kind)])


def answer(new: Answer, page_after: str = OVERVIEW) -> None:
    """Begins to read the open files again with one more answer; one that cannot be used is told and forgotten."""
    shop = session.shop()
    same = (new.code, new.file, new.field)
    answers = (*(old for old in shop.answers if (old.code, old.file, old.field) != same), new)
    _begin(Job(shop, shop.files, answers, new=False, page_after=page_after))


def forget_answers() -> None:
    """Begins to read the open files again as if nothing had been answered."""
    shop = session.shop()
    workspace().forget(shop.files)
    _begin(Job(shop, shop.files, (), new=False, page_after=DATA))


def finish(job: Job) -> str:
    """Takes over what a reading gave; the page to go on with. A refusal is kept for the page to say."""
    session.forget_job()
    shop, outcome = job.shop, job.outcome
    if not isinstance(outcome, Reading):
        session.refuse(outcome)
        if job.new:
            STORE.close(shop.token)
        return DATA
    shop.files, shop.reading, shop.answers, shop.studies = tuple(job.files), outcome, job.answers, {}
    if not job.new and outcome.workbook:
        workspace().remember(shop.files, job.answers)
    if job.new:
        session.move_into(shop)
        STORE.make_room(keep=shop.token)
    return job.page_after if is_ready() else DATA


def is_ready() -> bool:
    """Whether there are orders, contracts or activity to show numbers of."""
    shop = session.shop()
    book = shop.reading.workbook if shop and shop.reading else None
    return bool(
        book and any(table is not None and table.height for table in (book.orders, book.subscriptions, book.activity))
    )


def _read_new(files: Callable[[Shop], list[File]]) -> None:
    shop = STORE.open()
    shop.files = tuple(files(shop))
    _begin(Job(shop, shop.files, (), new=True, page_after=OVERVIEW))


def _begin(job: Job) -> None:
    session.refuse(None)
    session.keep_job(job.start())
    st.switch_page(f"pages/{DATA}.py")


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
