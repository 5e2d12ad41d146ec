"""What a reader keeps between two floors, because it hardly moves or only grows at its end."""

import time
from collections.abc import Callable, Iterable
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


class Budget:
    """Seconds for one stretch of work, in which at least one step is done."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until = clock() + seconds
        self._begun = False

    def allows(self) -> bool:
        """Return whether another step may begin."""
        allowed = not self._begun or self._clock() < self._until
        self._begun = True
        return allowed


class Rested(Generic[T]):
    """Values by name that are made one by one, in as many stretches as it takes, and then rest together.

    They are made anew when their key changes, or when they are ``least`` seconds old and ``REST`` times their cost.
    """

    def __init__(self, least: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._least = least
        self._clock = clock
        self._held: tuple[object, float, dict[str, T]] | None = None
        self._making: tuple[object, dict[str, T]] = (None, {})
        self._cost = 0.0

    def get(self, key: object, names: Iterable[str], make: Callable[[str], T], budget: Budget) -> dict[str, T] | None:
        """Return the values of a key, or None where the budget ended first: the next call goes on from there."""
        if self._held is not None and self._held[0] == key and self._clock() < self._held[1]:
            return self._held[2]
        if self._making[0] != key:
            self._making, self._cost = (key, {}), 0.0
        values = self._making[1]
        for name in names:
            if name in values:
                continue
            if not budget.allows():
                return None
            began = self._clock()
            values[name] = make(name)
            self._cost += self._clock() - began
        self._held = (key, self._clock() + max(self._least, REST * self._cost), values)
        self._making = (None, {})
        return values

    def forget(self) -> None:
        """Forget the values: the store is another one now."""
        self._held, self._making = None, (None, {})
