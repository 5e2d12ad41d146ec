"""The load of a floor in a few numbers, and who stands first among those who hold tickets."""

from dataclasses import replace
from typing import Any

import pytest

from cxtui.kpis.lists.load import LOAD
from cxtui.kpis.lists.load_summary import LoadSummary, left_first, load_summary
from cxtui.kpis.lists.table import ListColumn, ListTable

COLUMNS = (
    ListColumn("name", "text", "name"),
    ListColumn("state", "text", "state"),
    ListColumn("open", "count", "open"),
)


def table(*rows: tuple[Any, ...]) -> ListTable:
    return ListTable(LOAD.name, LOAD.title, COLUMNS, rows)


PEOPLE = (
    ("Ola", "busy", 12), ("Ivan", "online", 12), ("Mei", "away", 40), ("Sam", "offline", 3), ("Kim", "offline", 5),
    ("Zoe", "online", 0),
)  # fmt: skip


def test_who_is_on_who_has_most_and_what_lies_with_people_who_are_off() -> None:
    assert load_summary(table(*PEOPLE)) == LoadSummary(on=3, busiest="Ola", most=12, left=8)


@pytest.mark.parametrize(
    ("rows", "summary"),
    [
        ((), LoadSummary(None, None, None, None)),
        # Nothing says who is on: nobody is known to be off either.
        ((("Ola", None, 9),), LoadSummary(None, None, None, None)),
        # It is not known who holds what.
        ((("Ola", "busy", None), ("Sam", "offline", None)), LoadSummary(1, None, None, None)),
        ((("Ola", "busy", 0),), LoadSummary(1, None, None, 0)),
        ((("Sam", "offline", 4), ("Mei", "away", 1)), LoadSummary(0, None, None, 4)),
    ],
)
def test_what_is_not_told_is_not_counted(rows: tuple[tuple[Any, ...], ...], summary: LoadSummary) -> None:
    assert load_summary(table(*rows)) == summary


def test_who_is_off_and_holds_most_stands_first_and_the_others_keep_their_order() -> None:
    assert [row[0] for row in left_first(table(*PEOPLE))] == ["Kim", "Sam", "Ola", "Ivan", "Mei", "Zoe"]
    unknown = replace(table(("Ola", "busy", None), ("Sam", "offline", None)))
    assert [row[0] for row in left_first(unknown)] == ["Ola", "Sam"]
