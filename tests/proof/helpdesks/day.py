"""A working day at a helpdesk, squeezed into seconds: what people do, whatever helpdesk they do it with."""

import random
import time
from typing import Protocol


class AtWork(Protocol):
    """A helpdesk in which people do things at an instant (epoch seconds); ``changes`` counts them."""

    changes: int
    agents: tuple[int, ...]
    customers: tuple[int, ...]

    def create(self, at: float, customer: int, *, team: int, by: int | None = None) -> int: ...
    def reply(self, at: float, ticket: int, agent: int) -> None: ...
    def answer(self, at: float, ticket: int, customer: int) -> None: ...
    def note(self, at: float, ticket: int, agent: int) -> int: ...
    def own(self, at: float, ticket: int, agent: int, by: int) -> None: ...
    def move(self, at: float, ticket: int, team: int, by: int) -> None: ...
    def rank(self, at: float, ticket: int, priority: int, by: int) -> None: ...
    def wait(self, at: float, ticket: int, by: int) -> None: ...
    def close(self, at: float, ticket: int, by: int) -> None: ...
    def reopen(self, at: float, ticket: int, by: int) -> None: ...
    def merge(self, at: float, ticket: int, into: int, by: int) -> None: ...
    def erase(self, at: float, message: int, by: int) -> None: ...
    def delete(self, ticket: int) -> None: ...


class Day:
    """Somebody does something every few moments, from ``begin`` on (epoch seconds), or at the present."""

    def __init__(self, desk: AtWork, seed: int, begin: float | None = None, pause: float = 0.01) -> None:
        self._desk, self._rng, self._at, self._pause = desk, random.Random(seed), begin, pause

    def next(self) -> float:
        """Return when the next thing happens."""
        if self._at is None:
            time.sleep(self._pause)
            return time.time()
        self._at += self._rng.uniform(20, 400)
        return self._at

    def ticket(self, number: int) -> int:
        """Let a ticket come in and be worked on, and return its id."""
        desk, rng, next = self._desk, self._rng, self.next
        who, agent, other = rng.choice(desk.customers), *rng.sample(desk.agents, 2)
        id = desk.create(next(), who, team=rng.choice((1, 2)), by=agent if number % 5 == 0 else None)
        desk.own(next(), id, agent, by=agent)
        if number % 3 == 0:
            desk.note(next(), id, agent)
        if number % 7 != 6:
            desk.reply(next(), id, agent)
        if number % 2 == 0:
            desk.answer(next(), id, who)
            desk.reply(next(), id, agent)
        if number % 4 == 1:
            desk.move(next(), id, 1 + number % 2, by=agent)
        if number % 6 == 2:
            desk.own(next(), id, other, by=agent)
            desk.rank(next(), id, 3, by=other)
        if number % 5 == 3:
            desk.wait(next(), id, by=agent)
        if number % 3 != 1:
            desk.close(next(), id, by=agent)
        if number % 9 == 0:
            desk.reopen(next(), id, by=who)
            desk.answer(next(), id, who)
        return id
