"""Chance with a seed, drawn only from ``random.random()``, so that a floor does not change with Python."""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from math import exp, log
from random import Random
from typing import TypeVar

T = TypeVar("T")

_ROOT3 = 3**0.5


class SeededRandom:
    """Draws for one purpose; the same key gives the same draws in every process."""

    __slots__ = ("roll",)

    def __init__(self, *key: object) -> None:
        # Strings are hashed with SHA-512 by Random, not with the salted hash of the process.
        self.roll = Random(":".join(map(str, key))).random

    def chance(self, probability: float) -> bool:
        """Say yes with this probability."""
        return self.roll() < probability

    def pick(self, items: Sequence[T]) -> T:
        """Return one item, each as likely."""
        return items[int(self.roll() * len(items))]

    def between(self, low: float, high: float) -> int:
        """Return a whole number in ``[low, high]``, each as likely."""
        return int(low + self.roll() * (high - low + 1))

    def spread(self, median: float, sigma: float) -> float:
        """Return a positive number around ``median``, near log-normal, at most 3.5 sigma away."""
        roll = self.roll
        return median * exp(sigma * _ROOT3 * (roll() + roll() + roll() + roll() - 2.0))

    def wait(self, mean: float) -> int:
        """Return whole seconds until something that happens by chance every ``mean`` seconds."""
        return int(-mean * log(1.0 - self.roll()))

    def count(self, mean: float) -> int:
        """Return how often something happens whose mean count is ``mean`` (Poisson)."""
        times, left = 0, mean + log(1.0 - self.roll())
        while left > 0.0:
            times += 1
            left += log(1.0 - self.roll())
        return times


class Weighted(Sequence[T]):
    """Items with weights, drawn by ``pick``."""

    __slots__ = ("_edges", "_items")

    def __init__(self, weights: dict[T, float]) -> None:
        self._items = tuple(weights)
        total = sum(weights.values())
        self._edges = [edge / total for edge in accumulate(weights.values())]

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> T:  # type: ignore[override]
        return self._items[index]

    def pick(self, rng: SeededRandom) -> T:
        """Return one item, as likely as its weight."""
        return self._items[min(bisect(self._edges, rng.roll()), len(self._items) - 1)]
