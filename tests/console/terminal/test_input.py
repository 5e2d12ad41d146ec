"""Whatever bytes a terminal sends become events that an app can take, and the next key is a key again."""

import logging
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.traceback import Traceback
from textual import events
from textual.message import Message

from cxtui.console.terminal.failure import failure_text
from cxtui.console.terminal.input import (
    HIGHEST,
    LONGEST_PASTE,
    MOST_LOGGED,
    PASTE_SILENCE,
    WIDEST,
    Pastes,
    Typed,
    clamped,
    thinned,
)
from tests.console.garbage import KILLERS, garbage

BEGIN, END = "\x1b[200~", "\x1b[201~"
PIECES = st.lists(st.binary(max_size=40) | st.sampled_from(KILLERS), max_size=12)


def keys(messages: Iterable[Message]) -> list[str]:
    """Return the names of the keys among some events."""
    return [message.key for message in messages if isinstance(message, events.Key)]


def answers(typed: Typed) -> bool:
    """Return whether a key gets through: a sequence that is open takes at most 32 characters, a paste some silence."""
    for _ in range(PASTE_SILENCE):
        list(typed.silence())
    return "x" in keys(typed.take(b"x" * 40))


@pytest.mark.parametrize("killer", KILLERS, ids=repr)
def test_a_key_counts_after_each(killer: bytes) -> None:
    typed = Typed()
    list(typed.take(killer))
    assert answers(typed)


@pytest.mark.parametrize("sequence", [b"\x1b[99999999999999u", b"\x1b[1114112u", b"\x1b[97;5;1114112u", b"\x1b[:1u"])
def test_what_is_behind_a_bad_sequence_is_not_lost(sequence: bytes) -> None:
    assert keys(Typed().take(b"a" + sequence + b"b")) == ["a", "b"]


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (b"\xff", "\ufffd"),
        (b"\xe4x", "\ufffdx"),
        ("ä".encode(), "ä"),
        ("€".encode(), "€"),
        (b"\xe2\x82x", "\ufffdx"),
    ],
)
def test_bytes_that_are_no_utf_8_stand_as_the_mark_for_them(sent: bytes, read: str) -> None:
    characters = [one.character for one in Typed().take(sent) if isinstance(one, events.Key)]
    assert characters == list(read)


@given(PIECES)
def test_anything_becomes_events_that_can_be_drawn_and_stored(pieces: list[bytes]) -> None:
    typed = Typed()
    for piece in pieces:
        for message in typed.take(piece):
            if isinstance(message, events.Resize):
                assert 1 <= message.size.width <= 500 and 1 <= message.size.height <= 200
            if isinstance(message, events.MouseEvent):
                assert 0 <= message.x < 500 and 0 <= message.y < 200
            if isinstance(message, events.Key):
                (message.key + (message.character or "")).encode()
            if isinstance(message, events.Paste):
                assert len(message.text) <= 2 * LONGEST_PASTE and message.text.replace("\n", "").isprintable()
    assert answers(typed)


@given(PIECES, st.integers(1, 7))
def test_in_which_pieces_it_comes_makes_no_difference(pieces: list[bytes], size: int) -> None:
    whole = b"".join(pieces)
    cut = [whole[at : at + size] for at in range(0, len(whole), size)]
    assert _all([whole]) == _all(cut)


def _all(pieces: list[bytes]) -> list[str]:
    typed = Typed()
    return [repr(message) for piece in pieces for message in typed.take(piece)]


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10_000))
def test_a_long_run_of_garbage(seed: int) -> None:
    typed = Typed()
    for piece in garbage(seed, 20_000):
        list(typed.take(piece))
    assert answers(typed)


def test_the_traceback_is_logged_and_not_without_end(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "cxtui"):
        list(Typed().take(b"\x1b[1114112u" * (MOST_LOGGED + 5)))
    assert len(caplog.records) == MOST_LOGGED
    assert "chr() arg not in range" in caplog.text and "Traceback (most recent call last)" in caplog.text


@pytest.mark.parametrize(
    ("requested", "given"),
    [((500, 200), (500, 200)), ((501, 201), (500, 200)), ((499, 199), (499, 199)), ((0, 0), (1, 1)), ((-1, 1), (1, 1))],
)
def test_a_size_is_clamped(requested: tuple[int, int], given: tuple[int, int]) -> None:
    assert clamped(*requested) == given
    (event,) = Typed().take(f"\x1b[48;{max(0, requested[1])};{max(0, requested[0])};0;0t".encode())
    assert isinstance(event, events.Resize) and tuple(event.size) == given
    assert (WIDEST, HIGHEST) == (500, 200)


def test_a_mouse_beyond_the_screen_is_nowhere() -> None:
    typed = Typed()
    assert [one.x for one in typed.take(b"\x1b[<0;500;200M") if isinstance(one, events.MouseEvent)] == [499]
    assert list(typed.take(b"\x1b[<0;501;200M\x1b[<0;500;201M")) == []


def paste_of(text: str) -> str:
    """Return what an app gets of a paste."""
    (event,) = Typed().take(f"{BEGIN}{text}{END}".encode())
    assert isinstance(event, events.Paste)
    return event.text


def test_a_paste_is_cut_and_tamed() -> None:
    assert LONGEST_PASTE == 4_096
    assert paste_of("x" * 4_096) == "x" * 4_096
    assert paste_of("x" * 4_097) == "x" * 4_096
    assert paste_of("one\ntwo\x07 \x1b]0;t\x07 \x1bq") == "one\ntwo␇ ␛]0;t␇ ␛q"


@pytest.mark.parametrize("size", [1, 3, 1_000])
def test_no_more_of_a_paste_is_gathered_than_is_kept(size: int) -> None:
    pastes, text = Pastes(), "a" + BEGIN + "x" * 10_000 + END + "b"
    gone_on = "".join(pastes.take(text[at : at + size]) for at in range(0, len(text), size))
    assert gone_on == "a" + BEGIN + "x" * 4_096 + END + "b"


def test_a_paste_that_never_ends_is_over_after_some_silence() -> None:
    typed = Typed()
    assert list(typed.take(f"{BEGIN}lost".encode())) == []
    for _ in range(PASTE_SILENCE - 1):
        assert list(typed.silence()) == []
    assert keys(typed.take(b"q")) == []
    for _ in range(PASTE_SILENCE - 1):
        assert list(typed.silence()) == []
    assert [one.text for one in typed.silence() if isinstance(one, events.Paste)] == ["lostq"]
    assert keys(typed.take(b"q")) == ["q"]


def test_what_ended_a_console_is_told_as_a_traceback() -> None:
    try:
        raise ValueError("by hand")
    except ValueError:
        assert failure_text(Traceback()).strip().endswith("ValueError: by hand")
        renderable = Traceback()
    text = failure_text(renderable, "and more")
    assert "ValueError: by hand" in text and "and more" in text and "object at 0x" not in text


def test_of_a_flood_of_reports_the_first_sixteen_and_the_last_are_parsed() -> None:
    reports = [f"\x1b[<{35 if x % 2 else 64};{x};5M" for x in range(1, 401)]
    assert thinned("".join(reports[:17])) == "".join(reports[:17])
    assert thinned("".join(reports[:18])) == "".join([*reports[:16], reports[17]])
    assert (
        thinned("5;5M" + "".join(reports) + "?\x1b[<35;") == "5;5M" + "".join(reports[:16]) + reports[-1] + "?\x1b[<35;"
    )
    twice = "".join([*reports[:18], "j", *reports[:18]])
    assert thinned(twice) == "j".join(["".join([*reports[:16], reports[17]])] * 2), "keys stay between them"
    pasted = "\x1b[200~" + "".join(reports[:300]) + "\x1b[201~"
    (paste,) = Typed().take(pasted.encode())
    assert isinstance(paste, events.Paste) and paste.text.count("[<35;") == 150, "a paste keeps its text"
