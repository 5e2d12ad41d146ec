"""The invented support floor: rows of the canonical tables from a seed, as history and as a live stream."""

from collections.abc import Iterator

from cxtui.clock import DAY
from cxtui.errors import UsageError
from cxtui.simulator.customers import Customer, key_accounts, pool
from cxtui.simulator.ledger import SOURCE, CanonicalRow, CanonicalRows, contract_row, customer_row, no_rows
from cxtui.simulator.people import BOT, SYSTEM, Agent, Truth, crew
from cxtui.simulator.plot import Plot
from cxtui.simulator.roster import Roster
from cxtui.simulator.times import WallClock
from cxtui.simulator.week import SimulatedWeek, calendar_row, sunday, team_names

COVERED = (
    "messages", "status", "assignee", "team", "priority", "topic", "customers", "tiers", "escalations", "ratings",
    "qa", "purchases", "contracts", "agents", "teams", "merges", "spam",
)  # fmt: skip
POOL = 0.8
"""Customers of a week for each of its tickets."""

AGENTS = 24
"""Seats of a floor, unless another number is asked for: agents ``a01`` to ``a24``, and those who follow them."""


class Simulator:
    """A floor that is the same for the same arguments, in any process and in windows of any size.

    ``start`` is the instant (UTC epoch seconds) at which the floor opens; nothing happened before.
    Rows are tuples in the order of the canonical columns, by table. A window ``[from_at, to_at)`` holds
    what became known in it; a row of a mutable table comes again when it changes, with a later
    ``version_at``, so windows one after another add up to one long window. A ``plot`` is for floors that are shown.
    """

    def __init__(
        self,
        seed: int,
        start: int,
        zone: str = "Europe/Warsaw",
        agents: int = AGENTS,
        tickets_per_day: float = 330,
        plot: Plot | None = None,
    ) -> None:
        if tickets_per_day <= 0:
            raise UsageError(f"a floor needs some tickets a day, not {tickets_per_day}")
        self.seed, self.start, self.zone = seed, start, zone
        self.tickets_per_day = tickets_per_day
        self._plot = plot
        self._wall = WallClock(zone)
        self._crew: list[Agent] = crew(seed, start, agents)
        self._truths = {agent.id: agent.truth for agent in self._crew}
        self._roster = Roster(self._crew, self._wall)
        self._keys = key_accounts(seed, start, plot is not None)
        self._load = min(1.4, max(0.3, agents / 24 / (tickets_per_day / 330)))
        stride = int(tickets_per_day * 7 * 1.6) + 500
        self._stride = -(-stride // 1000) * 1000
        self._borders = [start, sunday(self._wall, start)]
        self._pools: dict[int, list[Customer]] = {}
        self._weeks: dict[int, SimulatedWeek] = {}
        self.at = start
        """The instant up to which rows were handed out."""
        self.oldest_at = start
        """The start of the oldest week of which ``latest`` and ``older`` have handed out rows."""

    def truth(self) -> dict[str, Truth]:
        """Return the planted effect of every human agent, by agent id."""
        return dict(self._truths)

    def history(self, from_at: int, to_at: int) -> CanonicalRows:
        """Return everything that became known in ``[from_at, to_at)``.

        Windows in order of time are cheap; going back computes the floor again from its start.
        """
        if from_at < self.at or any(n not in self._weeks for n in range(self._count(self.at))):
            self._weeks, self._pools, self.at = {}, {}, self.start
        if from_at > self.at:
            self.step(from_at)
        return self.step(to_at)

    def step(self, to_at: int) -> CanonicalRows:
        """Return everything that became known since the last rows handed out, until ``to_at``.

        Weeks that ``older`` has still to fill in stay with it.
        """
        rows = no_rows()
        _extend(rows, self._reference_rows(self.at, to_at))
        for number in range(self._count(self.at), self._count(to_at)):
            self._week(number)
        for number in sorted(self._weeks):
            _extend(rows, self._weeks[number].run(to_at))
        self.at = max(self.at, to_at)
        return rows

    def live(self, every: int = 60) -> Iterator[CanonicalRows]:
        """Yield ``step`` after ``step`` of ``every`` seconds of floor time, without end."""
        while True:
            yield self.step(self.at + every)

    def latest(self, to_at: int, days: int = 7) -> CanonicalRows:
        """Return what stands at ``to_at`` of the weeks that hold its last days, with everybody on the floor.

        Older weeks are left to ``older``: what comes first on a screen need not wait for them. Between
        the two, ``step`` may go on already.
        """
        self._weeks, self._pools, self.at = {}, {}, to_at
        rows = no_rows()
        _extend(rows, self._reference_rows(self.start, to_at))
        last = self._count(to_at)
        recent = [number for number in range(last) if self._bounds(number)[1] > to_at - days * DAY]
        for number in recent:
            _extend(rows, self._week(number).run(to_at))
        self.oldest_at = self._bounds(recent[0])[0] if recent else to_at
        if recent and recent[0]:
            # Some of the week before come back in the first of these.
            opened = self._bounds(recent[0] - 1)[0]
            rows["customer"] += [customer_row(one, max(one.since, opened), None) for one in self._pool(recent[0])]
        return rows

    def older(self) -> Iterator[CanonicalRows]:
        """Yield the rows of every week that was left out, the newest first, up to where the floor is now."""
        for number in reversed(range(self._count(self.at))):
            if number not in self._weeks:
                self.oldest_at = self._bounds(number)[0]
                yield self._week(number).run(self.at)

    def people(self) -> CanonicalRows:
        """Return the rows that are there from the start: teams, agents, calendar, coverage, key accounts."""
        return self._reference_rows(self.start, self.start + 1)

    def weeks(self, to_at: int) -> int:
        """Return how many weeks have begun by ``to_at``."""
        return self._count(to_at)

    def week(self, number: int, from_at: int, to_at: int) -> CanonicalRows:
        """Return what became known in ``[from_at, to_at)`` of one week's tickets, without the other weeks."""
        week = self._new_week(number)
        week.run(from_at)
        return week.run(to_at)

    def reference_rows(self, to_at: int) -> CanonicalRows:
        """Return teams, agents and the like as known at ``to_at``, one row a version."""
        return self._reference_rows(self.start, to_at)

    def _count(self, at: int) -> int:
        """Return how many weeks begin before ``at``."""
        while self._borders[-1] < at:
            self._borders.append(sunday(self._wall, self._borders[-1]))
        return sum(1 for border in self._borders if border < at)

    def _bounds(self, number: int) -> tuple[int, int]:
        while len(self._borders) < number + 2:
            self._borders.append(sunday(self._wall, self._borders[-1]))
        return self._borders[number], self._borders[number + 1]

    def _week(self, number: int) -> SimulatedWeek:
        if number not in self._weeks:
            self._weeks[number] = self._new_week(number)
        return self._weeks[number]

    def _new_week(self, number: int) -> SimulatedWeek:
        return SimulatedWeek(
            self.seed, number, self._bounds(number), self._wall, self._roster, self._truths,
            (self._pool(number + 1), self._pool(number), self._keys),
            self.tickets_per_day, self._load, 10_000 + number * self._stride, self._plot,
        )  # fmt: skip

    def _pool(self, number: int) -> list[Customer]:
        """Return a week's customers; pool 0 are those known before the start."""
        found = self._pools.get(number)
        if found is None:
            opens, closes = self._bounds(number - 1) if number else (self.start - 7 * DAY, self.start)
            size = max(20, int(self.tickets_per_day * POOL * (closes - opens) / DAY))
            found = pool(self.seed, number, size, opens, closes, self._plot is not None)
            self._pools[number] = found
            for old in [n for n in self._pools if abs(n - number) > 3]:
                del self._pools[old]
        return found

    def _reference_rows(self, from_at: int, to_at: int) -> CanonicalRows:
        """Return the rows of people and places that became known in ``[from_at, to_at)``."""
        rows = no_rows()
        start = self.start
        if from_at <= start < to_at:
            rows["team"] = [(SOURCE, team, start, 0, name, tier) for team, name, tier in team_names()]
            rows["calendar"] = [(SOURCE, *calendar_row(self.zone, start))]
            rows["coverage"] = [(SOURCE, what, None, None) for what in COVERED]
            rows["agent"] = [
                (SOURCE, BOT, start, 0, "Botty", "bot", None, None, None),
                (SOURCE, SYSTEM, start, 0, "Auto-responder", "system", None, None, None),
            ]
            for key in self._keys:
                rows["customer"].append(customer_row(key, start, None))
                rows["contract"].append(contract_row(key, start, None))
        for agent in self._crew:
            known = max(start, agent.hired_on)
            if from_at <= known < to_at:
                rows["agent"].append(_agent(agent, known, None))
            if agent.left_on is not None and from_at <= agent.left_on < to_at:
                rows["agent"].append(_agent(agent, agent.left_on, agent.left_on))
        return rows


def _agent(agent: Agent, at: int, left_on: int | None) -> CanonicalRow:
    return (SOURCE, agent.id, at, 0, agent.name, "human", agent.team, agent.hired_on, left_on)


def _extend(rows: CanonicalRows, more: CanonicalRows) -> None:
    for table, found in more.items():
        rows[table] += found
