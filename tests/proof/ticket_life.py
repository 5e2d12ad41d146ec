"""One drawn ticket: its row, what happened to it, what its source states, and its surveys."""

from collections.abc import Callable
from random import Random

from cxtui import canonical
from tests.proof.world import DAY, Row, World

AGENTS = ("a1", "a2", "a3", "ghost")
"""Agents, one of whom nobody knows."""
TEAMS = ("first", "aside", "second", "third", "untold", "ghosts")
PRIORITIES = ("high", "urgent", "low", None)
STATUSES = ("new", "open", "open", "pending", "hold", "solved", "solved", "closed", "paused?")
WAITS = (0, 0, 0, 1, 30, 59, 60, 61, 600, 3600, 4 * 3600, DAY, 3 * DAY)
SCALES = (
    ("csat", 1.0, 5.0, 1), ("csat", 1.0, 7.0, None), ("csat", 0.0, 1.0, 1), ("csat", 1.0, 5.0, 0),
    ("ces", 1.0, 7.0, 0), ("ces", 1.0, 5.0, 1), ("nps", 0.0, 10.0, 1), ("nps", 1.0, 10.0, 1),
)  # fmt: skip


def moment(rng: Random) -> int:
    """Return seconds until the next thing: often none at all, often a round number."""
    return rng.choice(WAITS) if rng.random() < 0.7 else rng.randrange(2 * DAY)


class Life:
    """Draw one ticket into a world."""

    def __init__(self, rng: Random, world: World, source: str, ticket: str, about: int) -> None:
        self.rng, self.world, self.source, self.ticket = rng, world, source, ticket
        self.created = about + rng.choice((-DAY, -3600, 0, 1, 1800)) + rng.choice((0, rng.randrange(2 * DAY)))
        self.now = self.created
        self.used: set[str] = set()
        self.row = self._blank("ticket", created_at=self.created)
        self.logged = rng.random() < 0.1

    def draw(self, stated: bool) -> None:
        """Draw its row and either what it states or its whole history, and its surveys."""
        rng = self.rng
        self.row |= {
            "channel": rng.choice(("chat", "email", "phone", None)),
            "team": rng.choice(("first", "second", None)),
            "priority": rng.choice(("high", "urgent", "low", None)),
            "topic": rng.choice(("refund", "login", None)),
            "customer": rng.choice(("c1", "c1", "c2", "c3", "stranger", None)),
            "opened_by_kind": rng.choice(("customer", "customer", "customer", "agent", "bot", None)),
            "opened_by": rng.choice(("a1", "c1", None)),
        }
        if stated:
            self._states()
        else:
            self._history()
        self._surveys()
        self.world.rows["ticket"].append(self.row)

    def _blank(self, table: str, **values: object) -> Row:
        row: Row = dict.fromkeys(canonical.TABLES[table].names)
        row |= {k: v for k, v in {"source": self.source, "ticket": self.ticket}.items() if k in row}
        return row | {k: 0 for k in ("version_at", "version_seq") if k in row} | values

    def _event(self, kind: str, value: str | None = None, **values: object) -> None:
        """Add an event; ids and version_seq follow no order of time, and most are public and by nobody's rule."""
        n = self.rng.randrange(1000)
        while (event := f"e{n:03}") in self.used:
            n = (n + 1) % 1000
        self.used.add(event)
        at = self.now if self.rng.random() < 0.98 else self.created - self.rng.choice((1, 90))
        self.world.rows["event"].append(
            self._blank("event", event=event, occurred_at=at, kind=kind, value=value, version_seq=n % 3, **values)
        )

    def _history(self) -> None:
        if self.rng.random() < 0.8:
            who = self.row["opened_by_kind"] or "customer"
            actor = {"agent": "a1", "bot": "b1"}.get(who, self.row["customer"])
            self._event("message", actor=actor, actor_kind=who, public=self.rng.choice((1, 1, 1, 0)))
        weights = [weight for _, weight in self._steps()]
        for _ in range(self.rng.randrange(1, 22)):
            self.now += moment(self.rng)
            step = self.rng.choices([s for s, _ in self._steps()], weights)[0]
            step()
        self._row_as_it_stands()

    def _steps(self) -> list[tuple[Callable[[], None], int]]:
        return [
            (self._customer_writes, 6), (self._agent_writes, 6), (self._other_writes, 3), (self._set_status, 8),
            (self._assign, 4), (self._move, 5), (self._remove, 1), (self._other, 2),
        ]  # fmt: skip

    def _customer_writes(self) -> None:
        self._event("message", actor=self.row["customer"], actor_kind="customer", public=1)

    def _agent_writes(self) -> None:
        self._event("message", actor=self.rng.choice((*AGENTS, None)), actor_kind="agent", public=1, automated=0)

    def _other_writes(self) -> None:
        kind, actor, actor_kind, public, automated = self.rng.choice(
            (
                ("message", "b1", "bot", 1, 1),
                ("message", "b1", "agent", 1, 0),
                ("message", "x1", "agent", None, None),
                ("message", "a1", "agent", 1, 1),
                ("message", "a2", "agent", 0, 0),
                ("message", "a2", "agent", None, None),
                ("message", None, None, 1, 0),
                ("message", None, "system", 1, 0),
                ("note", "a1", "agent", 0, 0),
                ("note", "a2", "agent", 1, 0),
            )
        )
        self._event(kind, actor=actor, actor_kind=actor_kind, public=public, automated=automated)

    def _set_status(self) -> None:
        status = self.rng.choice(STATUSES)
        actor = self.rng.choice(("a1", "a2", "ghost", "b1", None))
        if self.logged:
            self._log(status=status if status in canonical.STATUSES else None, actor=actor)
        else:
            self._event("status", status, actor=actor)

    def _assign(self) -> None:
        agent = self.rng.choice((*AGENTS, None))
        if self.logged:
            self._log(assignee=agent)
        else:
            self._event("assignee", agent)

    def _move(self) -> None:
        team = self.rng.choice(TEAMS)
        if self.logged:
            self._log(team=team)
        elif self.rng.random() < 0.6:
            self._event("team", team, previous=self.rng.choice((None, *TEAMS)))
        else:
            self._event("priority", self.rng.choice(PRIORITIES), previous=self.rng.choice(PRIORITIES))

    def _log(self, **values: object) -> None:
        seq = len(self.world.rows["state"])
        at = self.now if self.rng.random() < 0.97 else self.created - self.rng.choice((1, 90))
        last = self.world.rows["state"][-1] if seq else None
        kept = {k: last[k] for k in ("status", "team", "assignee")} if last and last["ticket"] == self.ticket else {}
        self.world.rows["state"].append(self._blank("state", from_at=at, seq=seq, **kept | values))

    def _remove(self) -> None:
        kind = self.rng.choice(("merged", "unmerged", "deleted", "restored", "spam", "spam"))
        value = self.rng.choice(("0", "1", None)) if kind == "spam" else "t000" if kind == "merged" else None
        self._event(kind, value)

    def _other(self) -> None:
        kind = self.rng.choice(("abandoned", "escalated", "schedule", "schedule", "topic", "policy", "policy", "clock"))
        values = {
            "escalated": ("2", "3", None),
            "schedule": (*self.world.setup.calendars, "no such"),
            "topic": ("refund", "login"),
            "policy": ("gold", "silver", "ghost", None),
        }
        self._event(kind, self.rng.choice(values.get(kind, (None,))))

    def _row_as_it_stands(self) -> None:
        """Let the row say what the events come to, say nothing, or say what no event tells."""
        messages = sorted(
            (e for e in self.world.rows["event"] if e["ticket"] == self.ticket and e["source"] == self.source),
            key=lambda e: (e["occurred_at"], e["version_seq"], e["event"]),
        )
        for kinds, column, value in (
            (("merged", "unmerged"), "merged_into", "t000"),
            (("deleted", "restored"), "deleted_at", None),
            (("spam",), "spam", 1),
        ):
            last = [e for e in messages if e["kind"] in kinds][-1:]
            says = any(e["kind"] in ("merged", "deleted", "spam") and e["value"] != "0" for e in last)
            if (says and self.rng.random() < 0.9) or self.rng.random() < 0.02:
                at = last[0]["occurred_at"] if last else self.now
                self.row[column] = at if column == "deleted_at" else value
        self.row["version_at"] = self.rng.choice((0, self.created, self.now, self.now + 3600))

    def _states(self) -> None:
        for metric in ("first_response_at", "resolved_at", "closed_at"):
            if self.rng.random() < 0.7:
                self.now += moment(self.rng)
                value = self.rng.choice((self.now, self.now, self.now, None, self.created - 60))
                self.world.rows["stated"].append(self._blank("stated", metric=metric, value=value))
        if self.rng.random() < 0.7:
            self.world.rows["stated"].append(
                self._blank("stated", metric="assignee", label=self.rng.choice((*AGENTS, None)))
            )

    def _surveys(self) -> None:
        sent = None
        for n in range(self.rng.choice((0, 0, 0, 1, 1, 2, 4))):
            kind, low, high, upward = self.rng.choice(SCALES)
            sent = self.rng.choice((sent, self.created + self.rng.choice((0, 1)) * moment(self.rng), self.now, None))
            value = self.rng.choice((None, float(self.rng.randint(int(low), int(high)))))
            answered = None if value is None else (sent or self.created) + moment(self.rng)
            if value is not None and sent is not None and self.rng.random() < 0.1:
                answered = None
            self.world.rows["rating"].append(
                self._blank(
                    "rating", rating=f"r{self.rng.randrange(100):02}-{n}-{self.ticket}", kind=kind, value=value,
                    sent_at=sent, occurred_at=answered, scale_min=low, scale_max=high, higher_is_better=upward,
                    agent=self.rng.choice((None, None, "a2")),
                )
            )  # fmt: skip
