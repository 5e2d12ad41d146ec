"""What a reader keeps between two floors, because it hardly moves or only grows at its end."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

REST = 20.0
"""How many times as long as it took to make a rested value is kept: it costs a twentieth of the time at most."""


class Kept(Generic[T]):
    """One value, made anew when its key changes or when it is older than ``keep_s`` seconds (0: always)."""

    def __init__(self, keep_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._keep_s = keep_s
        self._clock = clock
        self._held: tuple[object, float, T] | None = None

    def get(self, key: object, make: Callable[[], T]) -> T:
        """Return the kept value of a key, made by ``make`` where there is none that is young enough."""
        now = self._clock()
        if self._held is None or self._held[0] != key or now - self._held[1] >= self._keep_s:
            self._held = (key, now, make())
        return self._held[2]

    def forget(self) -> None:
        """Forget the value: the store is another one now."""
        self._held = None


class Rested(Generic[T]):
    """One value, made anew when its key changes, or when it is ``least`` seconds old and ``REST`` times its cost."""

    def __init__(self, least: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._least = least
        self._clock = clock
        self._held: tuple[object, float, T] | None = None

    def get(self, key: object, make: Callable[[], T]) -> T:
        """Return the kept value of a key, made by ``make`` where there is none that has not rested enough."""
        began = self._clock()
        if self._held is None or self._held[0] != key or began >= self._held[1]:
            value = make()
            ended = self._clock()
            self._held = (key, ended + max(self._least, REST * (ended - began)), value)
        return self._held[2]

    def forget(self) -> None:
        """Forget the value: the store is another one now."""
        self._held = None
