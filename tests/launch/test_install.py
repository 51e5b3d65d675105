"""Installing: which tool, with whose settings, and one sentence for whatever goes wrong."""

from pathlib import Path

import pytest

from launch import install, messages
from launch.messages import Stop


def test_another_pythons_settings_do_not_reach_our_processes() -> None:
    theirs = {"PYTHONPATH": "/elsewhere", "PYTHONHOME": "/elsewhere", "PIP_USER": "1", "HOME": "/home/a"}
    ours = install.clean_environment(theirs)
    assert not {"PYTHONPATH", "PYTHONHOME", "PIP_USER"} & set(ours)
    assert ours["HOME"] == "/home/a"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            "WARNING: Retrying (Retry(total=1)) after connection broken by 'NewConnectionError: [Errno -3] Temporary "
            "failure in name resolution'\nERROR: No matching distribution found for altair==6.3.0",
            "no_network",
        ),
        ("error: Failed to fetch: `altair`\n  cause: error sending request\n  cause: dns error", "no_network"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk_full"),
        ("ERROR: Could not install packages due to an OSError: [WinError 112] 磁盘空间不足。", "disk_full"),
        ("error: failed to write to file `x`: No space left on device (os error 28)", "disk_full"),
        ("ERROR: Could not install packages due to an OSError: [WinError 5] 拒绝访问。: 'C:\\\\x'", "cannot_write"),
        ("error: failed to create directory `/x`: Permission denied (os error 13)", "cannot_write"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "altered"),
        ("error: Failed to fetch: `x`\n  cause: Hash mismatch for `x==1`", "altered"),
        ("ERROR: No matching distribution found for pyarrow==26.0.1", "not_made_for"),
        ("error: No solution found\n  cause: Because pyarrow==26.0.1 has no usable wheels", "not_made_for"),
        ("Segmentation fault", None),
    ],
)
def test_what_an_installer_says_becomes_one_of_our_sentences(said: str, reason: str | None) -> None:
    assert install.reason_for(said) == reason


def test_words_never_seen_before_are_passed_on_with_the_log(tmp_path: Path) -> None:
    stop = install.failed(tmp_path, "Collecting x\nstrange things happened\n\n")
    told = messages.sentence(stop.name, **stop.values)
    assert "strange things happened" in told
    assert "setup-log.txt" in told


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (PermissionError(13, "Permission denied", "/opt/retain/.venv"), "cannot_write"),
        (OSError(30, "Read-only file system", "/opt/retain/.venv"), "cannot_write"),
        (OSError(28, "No space left on device"), "disk_full"),
    ],
)
def test_what_the_system_refuses_becomes_one_of_our_sentences(error: OSError, name: str) -> None:
    stop = install.stop_for(error, Path("/opt/retain"))
    assert stop.name == name
    assert name == "disk_full" or str(Path("/opt/retain")) in messages.sentence(stop.name, **stop.values)


def test_debian_is_told_the_package_of_its_own_python() -> None:
    stop = install.no_venv((3, 12), has_apt=True)
    assert "sudo apt install python3.12-venv" in messages.sentence(stop.name, **stop.values)
    assert install.no_venv((3, 12), has_apt=False).name == "no_venv"


def test_nothing_that_can_install_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "_works", lambda command: False)
    monkeypatch.setattr(install.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Stop, match="no_venv"):
        install.tools()


def test_a_uv_that_does_not_run_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "uv").write_text("#!/bin/sh\nexit 127\n")
    (tmp_path / "uv").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert install.tools() == ["pip"]
