"""What is sent over a slow line leaves the same screen as what was written."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cxtui.console.terminal.screen_diff import ScreenDiff, _styled
from tests.whole.screen import Screen

WIDTH, HEIGHT = 20, 4
OPEN, CLOSE = "\x1b[?1049h", "\x1b[?1049l"

NARROW = st.text("ab 1─é", max_size=24)
ANY = st.text(st.sampled_from("ab 1─漢́😀") | st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=24)
MOVE = st.builds("\x1b[{};{}H".format, st.integers(1, HEIGHT), st.integers(1, WIDTH))
OTHER = st.sampled_from(["\x1b[0m", "\x1b[36;49m", "\x1b[38;5;75;48;5;16m", "\x1b[K", "\x1b[2J"])


def writes(text: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Return what a program may write, again and again."""
    piece = st.one_of(text, text, MOVE, MOVE, OTHER)
    return st.lists(st.lists(piece, max_size=12).map("".join), min_size=1, max_size=6)


def opened(width: int = WIDTH, height: int = HEIGHT) -> ScreenDiff:
    """Return a screen that a program has opened, and that is known to be empty."""
    diff = ScreenDiff(width, height)
    assert diff.take(OPEN) == OPEN
    assert diff.send() == "\x1b[m\x1b[2J"
    return diff


@given(writes(NARROW))
def test_the_screen_ends_as_the_one_that_was_written_to(written: list[str]) -> None:
    diff, direct, sent = opened(), Screen(WIDTH, HEIGHT), Screen(WIDTH, HEIGHT)
    for data in written:
        # A clearing moves this screen's cursor home, which a terminal's stays.
        direct.feed(data.replace("\x1b[2J", "\x1b[2J\x1b[1;1H").encode())
        assert diff.take(data.replace("\x1b[2J", "\x1b[2J\x1b[1;1H")) == ""
        sent.feed(diff.send().encode())
        assert diff.send() == ""
        assert sent.lines() == direct.lines()


@given(writes(ANY))
@example(["\x1b[1;6H0000000\u2e80\u2e80\u3030\u102b00\x1b[1;18H0"])
@example(["\x1b[1;2H00000\u2e80000000\u2e80\x1b[1;16H\x1b[K00000"])
def test_what_is_sent_is_what_stands_in_memory(written: list[str]) -> None:
    diff, sent = opened(), Screen(WIDTH, HEIGHT)
    for data in written:
        diff.take(data)
        sent.feed(diff.send().encode())
        assert sent.lines() == ["".join(cell.text for cell in row).rstrip() for row in diff._wanted]


def test_only_the_digits_that_changed_are_sent() -> None:
    diff = opened(80, 3)
    diff.take("\x1b[2;1H\x1b[36;49m│\x1b[0m\x1b[39;49m   15:40\x1b[0m")
    assert diff.send() == "\x1b[2;1H\x1b[0;36m│\x1b[m   15:40"
    diff.take("\x1b[2;1H\x1b[36;49m│\x1b[0m\x1b[39;49m   15:39\x1b[0m")
    assert diff.send() == "\x1b[2;8H39"
    diff.take("\x1b[2;1H\x1b[36;49m│\x1b[0m\x1b[1;31;49m   15:39\x1b[0m")
    assert diff.send() == "\x1b[2;2H\x1b[0;1;31m   15:39\x1b[m"


def test_what_was_painted_over_is_never_sent() -> None:
    diff = opened()
    for text in ("first", "second", "third"):
        diff.take(f"\x1b[1;1H{text:10}")
    assert diff.send() == "\x1b[1;1Hthird"


def test_blanks_to_the_edge_are_erased() -> None:
    diff = opened()
    diff.take("\x1b[1;1H\x1b[1mx" + "y" * 19)
    diff.send()
    diff.take("\x1b[1;1H\x1b[0mx" + " " * 19)
    assert diff.send() == "\x1b[1;1Hx\x1b[K"


@pytest.mark.parametrize(("blanks", "sent"), [(6, "\x1b[1;15H" + " " * 6), (7, "\x1b[1;14H\x1b[K")])
def test_blanks_are_erased_from_where_that_takes_fewer_characters(blanks: int, sent: str) -> None:
    # A reset and an erasure are six characters.
    diff = opened()
    diff.take("\x1b[1;1H" + "y" * WIDTH)
    diff.send()
    diff.take(f"\x1b[1;{WIDTH - blanks + 1}H" + " " * blanks)
    assert diff.send() == sent


def test_modes_and_the_clipboard_pass_at_once_and_syncs_do_not() -> None:
    diff = opened()
    through = "\x1b[?1000h\x1b]52;c;b3duZWQ=\x07\x1b[>5u\x07"
    assert diff.take(f"\x1b[?2026hab{through}\x1b[?2026l") == through
    assert diff.send() == "\x1b[1;1Hab"


def test_nothing_is_drawn_before_the_screen_opens_or_after_it_closes() -> None:
    diff = ScreenDiff(WIDTH, HEIGHT)
    diff.take("\x1b[1;1Hearly")
    assert diff.send() == ""
    diff.take(OPEN)
    assert diff.send() == "\x1b[m\x1b[2J\x1b[1;1Hearly"
    diff.take("\x1b[1;1Hlate ")
    assert diff.take(CLOSE) == CLOSE
    assert diff.send() == ""


def test_another_size_begins_anew() -> None:
    diff = opened()
    diff.take("\x1b[1;1Hab")
    diff.send()
    diff.resize(10, 2)
    diff.take("\x1b[1;1Hab" + "c" * 30 + "\x1b[9;1Hbelow")
    assert diff.send() == "\x1b[m\x1b[2J\x1b[1;1Habcccccccc"


def test_a_row_of_wide_characters_is_sent_whole() -> None:
    diff = opened(8, 1)
    diff.take("\x1b[1;1H漢字 ab")
    diff.send()
    diff.take("\x1b[1;1H漢字 ac")
    assert diff.send() == "\x1b[1;1H漢字 ac "


def test_styles_without_what_says_only_the_usual() -> None:
    assert _styled("", "36;49") == "36"
    assert _styled("1;38;5;39", "49") == "1;38;5;39"
    assert _styled("1;38;5;39", "39") == "1"
    assert _styled("7;48;2;49;39;0;31", "49") == "7;31"
    assert _styled("91;44", "39;49;1") == "1"
    assert _styled("91;44", "") == _styled("91", "0") == ""
