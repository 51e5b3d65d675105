"""Files named at the start: opened once, by a link that only this user gets to see."""

import re
import stat
import sys
import webbrowser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from launch import inbox as waiting
from launch import start

ADDRESS = "http://127.0.0.1:8501/"


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RETAIN_INBOX", str(waiting.emptied_inbox(tmp_path)))
    return tmp_path


@pytest.fixture
def browsers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What browsers were started with, which every user of the computer can read."""
    asked: list[str] = []
    monkeypatch.setattr(webbrowser, "open", asked.append)
    monkeypatch.setenv("RETAIN_NO_BROWSER", "0")
    monkeypatch.setenv("DISPLAY", ":0")
    return asked


def put(inbox: Path, *files: Path, folder: Path | None = None) -> tuple[str, Path]:
    link, page = waiting.put_into_inbox(inbox, folder or inbox, ADDRESS, files)
    assert link.startswith(f"{ADDRESS}?inbox=")
    return link.removeprefix(f"{ADDRESS}?inbox="), Path(unquote(urlsplit(page).path))


def test_a_link_opens_its_files_once_and_names_no_path(inbox: Path) -> None:
    files = [inbox / "Bestellungen 店.csv", inbox / "b.xlsx"]
    name, _ = put(inbox, *files)
    assert re.fullmatch("[0-9a-f]{32}", name)
    assert waiting.take_from_inbox(name) == tuple(files)
    assert waiting.take_from_inbox(name) == ()


@pytest.mark.parametrize("name", [None, "", "../inbox/" + "a" * 32, "a" * 32, "A" * 32, "a" * 31 + "\n", "%2e%2e"])
def test_a_made_up_link_opens_nothing(inbox: Path, name: str | None) -> None:
    (inbox / "inbox" / f"{'A' * 32}.json").write_text('{"files": ["/etc/passwd"], "page": null}')
    assert waiting.take_from_inbox(name) == ()


@pytest.mark.parametrize("entry", ["", "[]", "{}", '"x"', '{"files": 3, "page": null}', '{"files": [3], "page": null}'])
def test_a_damaged_entry_opens_nothing(inbox: Path, entry: str) -> None:
    (inbox / "inbox" / f"{'a' * 32}.json").write_text(entry)
    assert waiting.take_from_inbox("a" * 32) == ()


def test_without_a_start_of_ours_no_link_opens_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RETAIN_INBOX", raising=False)
    assert waiting.take_from_inbox("a" * 32) == ()


def test_the_browser_is_started_with_a_file_that_leads_to_the_link_and_not_with_the_link(
    inbox: Path, browsers: list[str], capsys: pytest.CaptureFixture
) -> None:
    start._show("ready", 8501, inbox, inbox, [inbox / "orders.csv"])
    link = re.search(r"http://\S+", capsys.readouterr().out)[0]
    (opened,) = browsers
    assert opened.startswith("file:")
    secret = link.split("inbox=")[1]
    assert secret not in opened
    assert f"url={link}" in Path(unquote(urlsplit(opened).path)).read_text("utf-8")


def test_without_files_the_browser_is_started_with_the_plain_address(inbox: Path, browsers: list[str]) -> None:
    start._show("ready", 8501, inbox, inbox, [])
    assert browsers == [ADDRESS]


def test_the_leading_file_lies_where_every_browser_may_read_it_else_in_the_state_folder(
    inbox: Path, tmp_path: Path
) -> None:
    environment = tmp_path / "retain" / ".venv"
    assert put(inbox, tmp_path / "a.csv", folder=environment.parent)[1].parent == inbox / "inbox"
    environment.mkdir(parents=True)
    assert put(inbox, tmp_path / "a.csv", folder=environment.parent)[1].parent == environment


@pytest.mark.skipif(sys.platform == "win32", reason="the user's own folder is closed to others there")
def test_nobody_else_can_read_what_waits(inbox: Path) -> None:
    put(inbox, inbox / "a.csv")
    assert stat.S_IMODE((inbox / "inbox").stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in (inbox / "inbox").iterdir()} == {0o600}


@pytest.mark.parametrize("how", ["opened", "ended"])
def test_the_leading_file_goes_with_its_entry(inbox: Path, tmp_path: Path, how: str) -> None:
    (tmp_path / "retain" / ".venv").mkdir(parents=True)
    name, page = put(inbox, tmp_path / "a.csv", folder=tmp_path / "retain")
    assert page.exists()
    if how == "opened":
        waiting.take_from_inbox(name)
    else:
        waiting.emptied_inbox(inbox)
    assert not page.exists()
