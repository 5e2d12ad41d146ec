"""What a reader keeps between two floors, because it hardly moves or only grows at its end."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


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
