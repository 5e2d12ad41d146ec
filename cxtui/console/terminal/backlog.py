"""What came from the terminal and waits for the app, however much it is: bounded, and without what nobody needs."""

import time
from collections import Counter, deque
from collections.abc import Callable, Set
from dataclasses import dataclass

from textual import events
from textual.message import Message

MOST_KEYS = 4_096
"""Keys that wait at most; one more takes the place of the latest."""

MOST_MOUSE = 16
"""Reports of the mouse that wait at most; no hand clicks so often before it has seen what the first click did."""

MOST_OTHERS = 64
"""Pastes and answers of the terminal that wait at most."""

DEEP = 16
"""Keys before a leaving key from which on it need not wait for them; no hand types so many and then means a letter."""

PATIENCE_S = 0.25
"""Seconds that a leaving key waits for those before it, and for one behind it that shows it to be part of a text."""

_KINDS: tuple[tuple[str, tuple[type[Message], ...]], ...] = (
    ("key", (events.Key,)),
    ("mouse", (events.MouseEvent,)),
    ("size", (events.Resize,)),
    ("focus", (events.AppFocus, events.AppBlur)),
)
_MOST = {"key": MOST_KEYS, "mouse": MOST_MOUSE, "size": 1, "focus": 1, "other": MOST_OTHERS}
_NEWEST_COUNTS = ("key", "size", "focus")
"""Kinds of which, where too many wait, the newest takes the place of the one before it."""


@dataclass(frozen=True, slots=True)
class QuitKeys:
    """Keys that end the app, those that open a line of text, and those whose doing outlasts the app."""

    quits: frozenset[str] = frozenset()
    asks: frozenset[str] = frozenset()
    lasts: frozenset[str] = frozenset()


class Backlog:
    """A queue of messages to the app, the oldest first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._waiting: deque[Message] = deque()
        self._count: Counter[str] = Counter()
        self._newest_key = 0.0

    def __len__(self) -> int:
        return len(self._waiting)

    def take(self, message: Message) -> None:
        """Put a message at the end, or leave out what it makes needless, or itself where too many wait."""
        kind = _kind(message)
        if kind == "key":
            self._newest_key = self._clock()
        if _is_move(message) and self._waiting and _is_move(self._waiting[-1]):
            self._waiting[-1] = message
            return
        if self._count[kind] >= _MOST[kind]:
            if kind not in _NEWEST_COUNTS:
                return
            self._leave_out_newest(kind)
        self._waiting.append(message)
        self._count[kind] += 1

    def pop(self) -> Message:
        """Return the oldest message, which waits no more; IndexError where none waits."""
        message = self._waiting.popleft()
        self._count[_kind(message)] -= 1
        return message

    def hurry(self, leaving: Set[str], is_text: Callable[[events.Key], bool]) -> bool:
        """Let the latest key overtake all others where it is ``leaving`` and they are many; return whether it did.

        What it overtakes is forgotten, but for one Escape that leaves whatever line of text is open. ``is_text`` says
        of a key whether it would be taken as a letter now: without an Escape before it, it is one.
        """
        if self._count["key"] <= DEEP or self._clock() - self._newest_key < PATIENCE_S:
            return False
        *before, latest = (one for one in self._waiting if isinstance(one, events.Key))
        if not is_one(latest, leaving):
            return False
        escape = [one for one in before if one.key == "escape"][-1:]
        if not escape and is_text(latest):
            return False
        kept = [one for one in self._waiting if not isinstance(one, events.InputEvent | events.Paste)]
        self._waiting = deque([*kept, *escape, latest])
        self._count = Counter(map(_kind, self._waiting))
        return True

    def quits(self, keys: QuitKeys, asking: bool) -> bool:
        """Return whether a key among those that wait ends the app for certain, so that no other need be handled.

        ``asking`` says that a line of text is open, or may be by what was handed on. Whatever key opens one is
        followed by letters until an Escape, and one that takes what was written there has to be done before.
        """
        for message in self._waiting:
            if isinstance(message, events.MouseDown | events.MouseUp):
                return False
            if not isinstance(message, events.Key):
                continue
            if message.key == "escape":
                asking = False
            elif asking and message.is_printable:
                continue
            elif asking or is_one(message, keys.lasts):
                return False
            elif is_one(message, keys.quits):
                return True
            else:
                asking = is_one(message, keys.asks)
        return False

    def clear(self) -> None:
        """Forget all that waits."""
        self._waiting.clear()
        self._count.clear()

    def _leave_out_newest(self, kind: str) -> None:
        waiting = self._waiting
        del waiting[next(i for i in range(len(waiting) - 1, -1, -1) if _kind(waiting[i]) == kind)]
        self._count[kind] -= 1


def is_one(key: events.Key, names: Set[str]) -> bool:
    """Return whether a key is one of these, which are named as the key table does."""
    return not names.isdisjoint({key.key, key.character or key.key})


def _kind(message: Message) -> str:
    return next((kind for kind, classes in _KINDS if isinstance(message, classes)), "other")


def _is_move(message: Message) -> bool:
    return isinstance(message, events.MouseMove)
