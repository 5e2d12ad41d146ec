"""Notices: in the middle, in lines of about one length."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cxtui.console.draw.wrap import centred, wrapped

HINT = "no tiers of teams and no escalated events: import a team table with its tiers"


def test_a_notice_stands_in_the_middle_in_even_lines() -> None:
    lines = centred(HINT, 60, 5)
    assert lines == [
        "",
        "         no tiers of teams and no escalated events:         ",
        "             import a team table with its tiers             ",
    ]


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert wrapped(HINT, 20, 2) == ["no tiers of teams", "and no escalated…"]
    assert wrapped(HINT, 0, 2) == []


@given(st.text(max_size=200), st.integers(0, 80), st.integers(0, 10))
def test_a_notice_stays_in_its_pane(text: str, width: int, height: int) -> None:
    lines = centred(text, width, height)
    assert len(lines) <= height
    assert all(cell_len(line) in (0, width) for line in lines)
