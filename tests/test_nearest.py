"""The nearest names to a word: how many, how alike, and in which order."""

from pathlib import Path

import cxtui
from cxtui.nearest import nearest_names


def test_the_most_alike_comes_first() -> None:
    assert nearest_names("chanel", ["change", "channel", "team"], 3) == ["channel", "change"]
    assert nearest_names("chanel", ["change", "channel", "team"]) == ["channel"]


def test_what_is_just_alike_enough_counts_and_less_does_not() -> None:
    # "ab" and "ac" share one of two letters each: 2 * 1 / 4 is exactly a half.
    assert nearest_names("ab", ["ac"]) == ["ac"]
    assert nearest_names("ab", ["ac"], alike=0.51) == []
    assert nearest_names("ab", ["cd"]) == []


def test_of_nothing_nothing_is_near() -> None:
    assert nearest_names("ab", iter(())) == []


def test_it_is_the_one_place_that_compares_names() -> None:
    package = Path(cxtui.__file__).parent
    assert [path.name for path in package.rglob("*.py") if "difflib" in path.read_text("utf-8")] == ["nearest.py"]
