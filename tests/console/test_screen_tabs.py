"""The strip of screens in the header: names where there is room, keys alone where not, and a click on one."""

from itertools import pairwise

import pytest

from cxtui.console.draw.strips import Line
from cxtui.console.keys import TABLE, KeyTable
from cxtui.console.screen_tabs import REST, SOURCE, screen_tabs

NAMED = " 1 Floor  2 Queue  3 Response  4 Agents  5 Escalations  6 Customers  7 Scorecard   "
SHORT = " 1 2 3 Response  4 5 6 7  "


def words(line: Line) -> str:
    return "".join(cell.text for cell in line)


@pytest.mark.parametrize(
    ("width", "sources", "expected"),
    [
        (len(NAMED) + SOURCE + REST, 1, NAMED),
        (len(NAMED) + SOURCE + REST, 0, NAMED),
        (len(NAMED) + SOURCE + REST - 1, 1, SHORT),
        (len(NAMED) + SOURCE + REST, 2, SHORT),
        (len(SHORT) * 3, 9, SHORT),
        (len(SHORT) * 3 - 1, 9, ""),
    ],
)
def test_names_give_way_to_keys_and_those_to_nothing(width: int, sources: int, expected: str) -> None:
    assert words(screen_tabs(KeyTable(), "response", width, sources)[0]) == expected


def test_the_screen_that_is_shown_stands_out() -> None:
    line, _ = screen_tabs(KeyTable(), "queue", 200, 1)
    assert words(tuple(cell for cell in line if cell.role == "strong")) == " 2 Queue "


@pytest.mark.parametrize("width", [200, 100])
def test_a_click_on_a_key_or_a_name_goes_there(width: int) -> None:
    line, spots = screen_tabs(KeyTable(), "queue", width, 1)
    assert [text for _, _, text in spots][::6] == ["go('floor')", "go('scorecard')"]
    for start, end, action in spots:
        key = words(line)[start:end].strip()[0]
        assert KeyTable().of(f"screen_{key}").action == action
    assert all(before[1] == after[0] for before, after in pairwise(spots))


def test_where_no_screen_can_be_gone_to_there_is_no_strip() -> None:
    keys = KeyTable(tuple(key for key in TABLE if not key.id.startswith("screen_")))
    assert screen_tabs(keys, "floor", 200, 1) == ((), ())
