"""The folder of visitors' files is new at every start, and what an earlier start left behind is gone."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from launch import copies

PROJECT = Path(__file__).resolve().parents[2]


def test_a_fresh_folder_takes_the_place_of_one_left_behind(tmp_path: Path) -> None:
    left = copies.fresh_copies(tmp_path)
    assert left is not None
    (left / "shop").mkdir()
    (left / "shop" / "orders.csv").write_text("secret")
    fresh = copies.fresh_copies(tmp_path)
    assert fresh is not None and fresh.is_dir() and fresh != left
    assert not left.exists()
    copies.cleared_copies(tmp_path)
    assert not fresh.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_it_is_for_this_user_alone(tmp_path: Path) -> None:
    fresh = copies.fresh_copies(tmp_path)
    assert fresh is not None and fresh.stat().st_mode & 0o777 == 0o700
    copies.cleared_copies(tmp_path)


@pytest.mark.parametrize("written", ["", "retain-x", "{folder}/other", "{folder}/retain-link", "\0", "/"])
def test_nothing_else_is_deleted_whatever_is_written_down(written: str, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "retain-link").symlink_to(tmp_path / "other")
    (tmp_path / "copies.txt").write_text(written.format(folder=tmp_path), "utf-8")
    fresh = copies.fresh_copies(tmp_path)
    assert (tmp_path / "other").is_dir()
    assert fresh is not None
    copies.cleared_copies(tmp_path)


def test_without_room_the_start_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    assert copies.fresh_copies(tmp_path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_what_a_killed_server_leaves_is_cleared_by_the_next_start(tmp_path: Path) -> None:
    """A server with an open shop is killed with its start: nothing of theirs can clean up."""
    program = (
        "import os, pathlib, signal\nfrom launch import copies\n"
        f"os.environ['RETAIN_FILES'] = str(copies.fresh_copies(pathlib.Path({str(tmp_path)!r})))\n"
        "from ui.session.store import Store\nshop = Store().open()\n(shop.folder / '0.csv').write_text('secret')\n"
        "print(shop.folder, flush=True)\nos.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL
    left = Path(killed.stdout.strip())
    assert (left / "0.csv").exists()
    copies.fresh_copies(tmp_path)
    assert not left.parent.parent.exists()
    copies.cleared_copies(tmp_path)


def test_the_temporary_folder_is_not_emptied_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "retain-of-somebody-else").mkdir()
    state = tmp_path / "state"
    state.mkdir()
    copies.fresh_copies(state)
    copies.cleared_copies(state)
    assert (tmp_path / "retain-of-somebody-else").is_dir()
    assert {path.name for path in tmp_path.iterdir()} == {"retain-of-somebody-else", "state"}
    shutil.rmtree(state)
