"""The examples of docs/python.md run, against the packaged fixtures."""

import doctest
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "python.md"


def test_the_examples_say_what_they_say(packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(packaged.parent)
    assert packaged.name == "floor.db"
    ran = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (ran.failed, ran.attempted) == (0, 20)
