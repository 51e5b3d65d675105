"""From dropped files to an open shop. A file that is refused closes nothing that was open."""

import errno
import logging
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from retention_core.export.tables import csv_bytes
from retention_core.ingest import Answer, File, totals, with_unique_names
from retention_core.kernel.errors import Refusal, Refused, Stopped
from retention_core.kernel.workbook import ReadResult
from retention_core.simulate import sample_shop
from retention_core.storage.accepted_tiers import tier_memory
from retention_core.storage.remembered_answers import workspace
from ui.session import session
from ui.session.jobs import Job
from ui.session.store import STORE, Shop
from ui.upload.drop_zone import UploadMode

COPY_CHUNK = 1 << 22
OVERVIEW, DATA = "overview", "data"


def take(uploads: Sequence[UploadedFile], way: UploadMode) -> None:
    """Begins to read what was dropped on the page, in the way that was chosen."""
    {UploadMode.INSTEAD: take_uploads, UploadMode.ADD: add_uploads, UploadMode.REPLACE: replace_uploads}[way](uploads)


def take_uploads(uploads: Sequence[UploadedFile]) -> None:
    """Begins to read what was dropped on the page."""
    _read_new(lambda shop: _copies(shop, "", uploads))


def add_uploads(uploads: Sequence[UploadedFile]) -> None:
    """Begins to read what was dropped together with the files that are open."""
    shop = session.open_shop()
    with _told_where_full():
        files = _copies(shop, f"more-{session.times_read()}-", uploads)
    _read_again((*shop.files, *files), shop.answers, OVERVIEW)


def replace_uploads(uploads: Sequence[UploadedFile]) -> None:
    """Begins to read the open files with those of the same name replaced by what was dropped; others are added."""
    shop, names = session.open_shop(), {upload.name for upload in uploads}
    with _told_where_full():
        files = _copies(shop, f"again-{session.times_read()}-", uploads)
    kept = [file for file in shop.files if file.name not in names]
    _read_again((*kept, *files), shop.answers, OVERVIEW)


def remove_file(name: str) -> None:
    """Begins to read the open files without one of them."""
    shop = session.open_shop()
    kept = [file for file, told in zip(shop.files, with_unique_names(shop.files), strict=True) if told.name != name]
    _read_again(kept, tuple(one for one in shop.answers if one.file != name), DATA)


def take_paths(paths: Sequence[Path]) -> None:
    """Begins to read files that were named at the start of the program."""
    _read_new(lambda _shop: [File(path.name, path=path) for path in paths])


def take_sample(kind: str) -> None:
    """Begins to read a sample shop, like any other file."""
    _read_new(lambda shop: [_sample_file(shop, kind)])


def answer(new: Answer, page_after: str = OVERVIEW) -> None:
    """Begins to read the open files again with one more answer; one that cannot be used is told and forgotten."""
    _read_again(session.open_shop().files, (*_other_answers(new), new), page_after)


def take_back(old: Answer) -> None:
    """Begins to read the open files again without what was answered about one decision."""
    _read_again(session.open_shop().files, _other_answers(old), DATA)


def _other_answers(one: Answer) -> tuple[Answer, ...]:
    about = (one.code, one.field)
    return tuple(a for a in session.open_shop().answers if (a.code, a.field) != about or a.file not in {None, one.file})


def forget_answers() -> None:
    """Begins to read the open files again as if nothing had been answered."""
    shop = session.open_shop()
    workspace().forget(shop.files)
    _read_again(shop.files, (), DATA)


def stop(job: Job) -> None:
    """Lets a reading go: the page is free at once, and the reading ends at its next step."""
    job.watch.stop()
    if job.new and job.ended(within_seconds=0):
        STORE.close(job.shop.token)
    session.forget_job()
    session.refuse(Stopped("stopped"))


def finish(job: Job) -> str:
    """Takes over what a reading gave; the page to go on with. A refusal is kept for the page to say."""
    session.forget_job()
    shop, outcome = job.shop, job.outcome
    if not isinstance(outcome, ReadResult):
        session.refuse(outcome)
        if job.new:
            STORE.close(shop.token)
        return DATA
    if job.new and STORE.find(shop.token) is None:
        session.refuse(Refused(Refusal.CLOSED_MEANWHILE, file=", ".join(file.name for file in job.files)))
        return DATA
    shop.adopt(outcome, job.folder)
    shop.files, shop.answers = tuple(job.files), job.answers
    shop.before, shop.recalled = job.before, job.recalled
    if not job.new and outcome.workbook:
        workspace().remember(shop.files, job.answers)
    if job.new and outcome.workbook:
        kept = tier_memory().recall(shop.files, outcome.workbook)
        shop.settings = replace(shop.settings, tiers=kept)
    if job.new:
        session.adopt_shop(shop)
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
    with _told_where_full():
        shop = STORE.open()
        try:
            shop.files = tuple(files(shop))
        except OSError:
            STORE.close(shop.token)
            raise
    _begin(Job(shop, shop.files, (), new=True, page_after=OVERVIEW))


def _read_again(files: Sequence[File], answers: tuple[Answer, ...], page_after: str) -> None:
    shop = session.open_shop()
    open_ = shop.reading.workbook if shop.reading else None
    before = totals(open_) if open_ else None
    _begin(Job(shop, tuple(files), answers, new=False, page_after=page_after, before=before))


def _begin(job: Job) -> None:
    session.refuse(None)
    session.keep_job(job.start())
    st.switch_page(f"pages/{DATA}.py")


@contextmanager
def _told_where_full() -> Iterator[None]:
    """Where the disk has no room for copies, the page says so; what was open stays."""
    try:
        yield
        return
    except OSError as problem:
        logging.getLogger("retain").warning("No copy could be made: %s", problem)
    session.refuse(Refused(Refusal.DISK_FULL))
    st.switch_page(f"pages/{DATA}.py")


def _copies(shop: Shop, begin: str, uploads: Sequence[UploadedFile]) -> list[File]:
    """Copies of all or of none; raises OSError where there is no room for them."""
    coming = sum(upload.size for upload in uploads)
    STORE.make_room(keep=shop.token, coming=coming)
    if STORE.disk_left(coming) < 0:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    paths = [shop.folder / f"{begin}{at}{Path(upload.name).suffix}" for at, upload in enumerate(uploads)]
    try:
        return [_copied(path, upload) for path, upload in zip(paths, uploads, strict=True)]
    except OSError:
        for path in paths:
            path.unlink(missing_ok=True)
        raise


def _copied(path: Path, upload: UploadedFile) -> File:
    """A copy on disk under a name of our own: the uploader forgets its files when the page changes."""
    with path.open("wb") as target:
        shutil.copyfileobj(upload, target, COPY_CHUNK)
    return File(upload.name, path=path)


def _sample_file(shop: Shop, kind: str) -> File:
    path = shop.folder / f"{kind}.csv"
    path.write_bytes(csv_bytes(sample_shop(kind)))
    return File(path.name, path=path)
