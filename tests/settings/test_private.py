"""Logs are for their owner alone, also one that was not before."""

import logging
from pathlib import Path

import pytest

from cxtui.cli import failures
from cxtui.console.run import PrivateLog
from cxtui.settings.private import private_opener


def mode(path: Path) -> int:
    """Return the permissions of a file."""
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize("there", [False, True])
def test_a_file_is_its_owners(tmp_path: Path, there: bool) -> None:
    path = tmp_path / "log"
    if there:
        path.write_text("before\n")
        path.chmod(0o644)
    with open(path, "a", opener=private_opener) as file:
        file.write("after\n")
    assert mode(path) == 0o600
    assert path.read_text().endswith("after\n") and path.read_text().startswith("before") is there


def test_both_logs_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures, "log_path", lambda: tmp_path / "error.log")
    assert failures.log_crash(ValueError("x")) == tmp_path / "error.log"
    handler = PrivateLog(tmp_path / "console.log", maxBytes=200, backupCount=1, delay=True)
    for _ in range(30):
        handler.emit(logging.LogRecord("cxtui", logging.INFO, "", 1, "a line of the log", None, None))
    handler.close()
    assert {path.name: mode(path) for path in tmp_path.iterdir()} == {
        "error.log": 0o600, "console.log": 0o600, "console.log.1": 0o600,
    }  # fmt: skip
