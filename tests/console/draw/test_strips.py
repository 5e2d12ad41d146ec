"""Lines, what differs between two of them, and their Strips."""

import itertools

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from cxtui.console.draw.strips import Cell, changed, from_ansi, merged, strip, text_of, width_of

STYLES = {"": Style(), "bad": Style(color="red")}


def test_a_strip_has_the_width_asked_for() -> None:
    line = (Cell("ab", "bad"), Cell("客", ""))
    assert strip(line, 6, STYLES.__getitem__).text == "ab客  "
    assert strip(line, 3, STYLES.__getitem__).cell_length == 3
    assert strip((), 4, STYLES.__getitem__).text == "    "


def test_only_the_characters_that_moved_count_as_changed() -> None:
    assert changed((Cell("X "), Cell("00:44 a")), (Cell("X "), Cell("00:43 a"))) == (6, 7)
    assert changed((Cell("X"), Cell("00:40")), (Cell("X"), Cell("00:39"))) == (4, 6)
    assert changed((Cell("same"),), (Cell("same"),)) is None


def test_another_role_repaints_the_whole_run() -> None:
    assert changed((Cell("a"), Cell("00:44", "")), (Cell("a"), Cell("00:43", "bad"))) == (1, 6)


def test_another_shape_repaints_the_whole_line() -> None:
    assert changed((Cell("abc"),), ()) == (0, 3)
    assert changed((Cell("abc"),), (Cell("客服"),)) == (0, 4)
    assert changed((Cell("abc"), Cell("d")), (Cell("abcd"),)) == (0, 4)


def test_wide_runs_are_repainted_whole() -> None:
    assert changed((Cell("-"), Cell("客服")), (Cell("-"), Cell("客人"))) == (1, 5)


@given(st.lists(st.tuples(st.text("ab ", min_size=1), st.sampled_from(["", "bad"]))))
def test_merging_changes_no_cell(cells: list[tuple[str, str]]) -> None:
    line = [Cell(*cell) for cell in cells]
    joined = merged(line)
    assert [(c, cell.role) for cell in joined for c in cell.text] == [
        (c, cell.role) for cell in line for c in cell.text
    ]
    assert all(a.role != b.role for a, b in itertools.pairwise(joined))
    assert width_of(joined) == sum(len(cell.text) for cell in line)


def test_ansi_becomes_roles() -> None:
    canvas = "\x1b[38;5;1m10┤\x1b[0m  \x1b[0m\x1b[38;5;2m▗▄\x1b[0m\n  \x1b[0m\x1b[38;5;1m│\x1b[0m\n"
    lines = from_ansi(canvas, {"38;5;1": "faint", "38;5;2": "backlog"})
    assert lines[0] == (Cell("10┤", "faint"), Cell("  ", ""), Cell("▗▄", "backlog"))
    assert text_of(lines) == ["10┤  ▗▄", "  │"]
    assert text_of(from_ansi(canvas, {}, {ord("┤"): "|", ord("│"): "|"}))[1] == "  |"
