"""What waits for the app: how much of it, in which order, and what overtakes the rest."""

import pytest
from textual import events
from textual.geometry import Size
from textual.message import Message

from cxtui.console.terminal.backlog import DEEP, MOST_KEYS, MOST_MOUSE, MOST_OTHERS, PATIENCE_S, Backlog, QuitKeys
from cxtui.console.terminal.input import Typed

LEAVING = frozenset({"q", "ctrl+c"})


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def filled(text: str) -> tuple[Backlog, Clock]:
    """Return a backlog of what a terminal sends."""
    clock = Clock()
    backlog = Backlog(clock)
    for message in Typed().take(text.encode()):
        backlog.take(message)
    return backlog, clock


def emptied(backlog: Backlog) -> list[Message]:
    """Return all that waits, the oldest first."""
    return [backlog.pop() for _ in range(len(backlog))]


def names(backlog: Backlog) -> list[str]:
    """Return all that waits: keys by name, all else by class."""
    return [one.key if isinstance(one, events.Key) else type(one).__name__ for one in emptied(backlog)]


def at(message: Message) -> tuple[int, int]:
    """Return where the mouse is said to be."""
    assert isinstance(message, events.MouseEvent)
    return int(message.x), int(message.y)


def is_letter(key: events.Key) -> bool:
    """Say what an open line of text says."""
    return len(key.key) == 1


def is_no_letter(key: events.Key) -> bool:
    """Say what a screen without a line of text says."""
    return False


def test_what_is_typed_keeps_its_order() -> None:
    backlog, _ = filled("j\x1b[<35;5;5Mk\x1b[<0;5;5M\x1b[<0;5;5mq")
    assert names(backlog) == ["j", "MouseMove", "k", "MouseDown", "MouseUp", "q"]


def test_of_moves_in_a_row_the_last_counts() -> None:
    backlog, _ = filled("".join(f"\x1b[<35;{x};7M" for x in range(1, 101)))
    assert [at(one) for one in emptied(backlog)] == [(99, 6)]


def test_a_move_behind_a_key_is_another() -> None:
    backlog, _ = filled("\x1b[<35;1;1M\x1b[<35;2;1Mj\x1b[<35;3;1M")
    assert [at(one) if isinstance(one, events.MouseMove) else "j" for one in emptied(backlog)] == [(1, 0), "j", (2, 0)]


@pytest.mark.parametrize("report", ["\x1b[<64;5;5M", "\x1b[<0;5;5M\x1b[<0;5;5m", "\x1b[<35;5;5M\x1b[<65;5;5M"])
def test_sixteen_reports_of_a_mouse_wait_at_most(report: str) -> None:
    backlog, _ = filled(report * 2_000 + "?")
    assert MOST_MOUSE == 16
    found = emptied(backlog)
    assert len(found) == 17
    last = found[-1]
    assert isinstance(last, events.Key) and last.character == "?"


def test_there_is_room_again_for_what_was_taken() -> None:
    backlog, _ = filled("\x1b[<64;5;5M" * 20)
    backlog.pop()
    for message in Typed().take(b"\x1b[<65;9;9M" * 2):
        backlog.take(message)
    assert names(backlog) == ["MouseScrollUp"] * 15 + ["MouseScrollDown"]


def test_keys_wait_up_to_a_bound_and_the_newest_always_does() -> None:
    backlog, _ = filled("j" * (MOST_KEYS - 1) + "k")
    assert names(backlog) == ["j"] * 4_095 + ["k"]
    backlog, _ = filled("j" * MOST_KEYS + "kq")
    assert names(backlog) == ["j"] * 4_095 + ["q"]


def test_the_latest_size_and_focus_count_alone() -> None:
    backlog = Backlog()
    for width in (80, 90, 100):
        size = Size(width, 24)
        backlog.take(events.Resize(size, size))
        backlog.take(events.AppBlur() if width < 100 else events.AppFocus())
    resize, focus = emptied(backlog)
    assert isinstance(resize, events.Resize) and resize.size == (100, 24)
    assert isinstance(focus, events.AppFocus)


def test_pastes_are_bounded() -> None:
    backlog, _ = filled("\x1b[200~text\x1b[201~" * 100)
    assert MOST_OTHERS == 64
    assert names(backlog) == ["Paste"] * 64


@pytest.mark.parametrize("key", ["q", "\x03"])
def test_a_leaving_key_overtakes_many(key: str) -> None:
    backlog, clock = filled("j" * 17 + key)
    clock.now = 0.25
    assert (DEEP, PATIENCE_S) == (16, 0.25)
    assert backlog.hurry(LEAVING, is_no_letter)
    assert names(backlog) == ["q" if key == "q" else "ctrl+c"]


def test_it_waits_for_sixteen() -> None:
    backlog, clock = filled("j" * 15 + "q")
    clock.now = 9.0
    assert not backlog.hurry(LEAVING, is_no_letter)
    assert len(backlog) == 16
    backlog, clock = filled("j" * 16 + "q")
    clock.now = 9.0
    assert backlog.hurry(LEAVING, is_no_letter)
    assert len(backlog) == 1


def test_it_waits_whether_a_text_goes_on() -> None:
    backlog, clock = filled("j" * 30 + "q")
    clock.now = 0.24
    assert not backlog.hurry(LEAVING, is_no_letter)
    for message in Typed().take(b"ueue"):
        backlog.take(message)
    clock.now = 9.0
    assert not backlog.hurry(LEAVING, is_no_letter), "it is not the latest"
    assert len(backlog) == 35


def test_other_keys_and_those_of_a_locked_wall_overtake_nothing() -> None:
    backlog, clock = filled("j" * 30 + "d")
    clock.now = 9.0
    assert not backlog.hurry(LEAVING, is_no_letter)
    backlog, clock = filled("j" * 30 + "q")
    clock.now = 9.0
    assert not backlog.hurry(frozenset(), is_no_letter)


def test_in_a_line_of_text_it_is_a_letter_unless_the_line_is_left_before() -> None:
    backlog, clock = filled("j" * 30 + "q")
    clock.now = 9.0
    assert not backlog.hurry(LEAVING, is_letter)
    backlog, clock = filled("/\x1b[27u" * 30 + "q")
    clock.now = 9.0
    assert backlog.hurry(LEAVING, is_letter)
    assert names(backlog) == ["escape", "q"]
    backlog, clock = filled("j" * 30 + "\x03")
    clock.now = 9.0
    assert backlog.hurry(LEAVING, is_letter), "no letter anywhere"


def test_what_no_hand_typed_is_not_forgotten() -> None:
    backlog, clock = filled("j" * 30 + "\x1b[<0;5;5M\x1b[200~text\x1b[201~q")
    size = Size(100, 30)
    backlog.take(events.Resize(size, size))
    clock.now = 9.0
    assert backlog.hurry(LEAVING, is_no_letter)
    assert names(backlog) == ["Resize", "q"]
    assert not len(backlog)
    for message in Typed().take(b"\x1b[<64;5;5M" * 20):
        backlog.take(message)
    assert len(backlog) == 16, "the counts begin anew too"


QUITTING = QuitKeys(quits=frozenset({"q"}), asks=frozenset({"/", "ctrl+p"}), lasts=frozenset({"y", "ctrl+c"}))
ESCAPE, ENTER, CTRL_P, CTRL_C = "\x1b[27u", "\r", "\x10", "\x03"


@pytest.mark.parametrize(
    "typed",
    [
        "q", "234567q", "queue", "\x1b[<35;5;5Mj\x1b[<64;5;5Mq", f"/{ESCAPE}q", f"/ab{ESCAPE}q", f"{CTRL_P}{ESCAPE}q",
        f"/{ESCAPE}234/q{ESCAPE}q", "\x1b[200~text\x1b[201~q",
    ],
)  # fmt: skip
def test_a_key_that_ends_the_app_for_certain_is_found_behind_others(typed: str) -> None:
    backlog, _ = filled(typed)
    assert backlog.quits(QUITTING, asking=False)


@pytest.mark.parametrize(
    "typed",
    [
        "", "234567", "/q", f"{CTRL_P}q", f"/{ESCAPE}/q", f"/priority{ENTER}q", f"/ab{ENTER}{ESCAPE}q", "/\tq",
        "yq", f"{CTRL_C}q", f"y{ESCAPE}q", "\x1b[<0;5;5M\x1b[<0;5;5mq",
    ],
)  # fmt: skip
def test_what_may_be_a_letter_or_has_to_wait_for_what_lasts_is_not(typed: str) -> None:
    backlog, _ = filled(typed)
    assert not backlog.quits(QUITTING, asking=False)


def test_where_a_line_is_open_it_is_a_letter_until_an_escape() -> None:
    for typed, found in ((f"q{ESCAPE}", False), (f"q{ESCAPE}q", True), (f"{ENTER}q", False), (f"{ESCAPE}/q", False)):
        backlog, _ = filled(typed)
        assert backlog.quits(QUITTING, asking=True) is found, typed


def test_what_is_cleared_waits_no_more_and_counts_no_more() -> None:
    backlog, _ = filled("\x1b[<64;5;5M" * 20 + "j")
    backlog.clear()
    assert len(backlog) == 0
    for message in Typed().take(b"\x1b[<64;5;5M" * 20):
        backlog.take(message)
    assert len(backlog) == 16
