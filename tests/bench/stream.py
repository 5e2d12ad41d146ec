"""Live batches for a store that stands: new tickets, replies, escalations, solves, surveys, purchases."""

import random
import sqlite3
from typing import Any

from cxtui import canonical

Rows = dict[str, list[tuple[Any, ...]]]

_OPEN = """
SELECT ticket, customer FROM ticket_fact WHERE status IN ('new', 'open', 'pending') AND excluded = 0
ORDER BY created_at DESC LIMIT 5000
"""


class Stream:
    """Batches of events on a store's newest open tickets and on new ones; the same seed, the same batches."""

    def __init__(self, con: sqlite3.Connection, seed: int) -> None:
        self.rng = random.Random(seed)
        self.source, self.at = con.execute("SELECT source, newest_event_at FROM main.source_state").fetchone()
        self.open = con.execute(_OPEN).fetchall()
        self.agents = [a for (a,) in con.execute("SELECT agent FROM main.agent WHERE kind = 'human'").fetchall()]
        self.customers = [c for (c,) in con.execute("SELECT customer FROM main.customer LIMIT 200000").fetchall()]
        self.count = 0

    def batch(self, events: int) -> Rows:
        """Return rows by canonical table with about this many events, one second apart."""
        rows: Rows = {name: [] for name in ("ticket", "event", "rating", "purchase")}
        while len(rows["event"]) < events:
            self.at += 1
            lot = self.rng.random()
            if lot < 0.3 or not self.open:
                self._arrive(rows)
            elif lot < 0.8:
                ticket, _ = self.rng.choice(self.open)
                self._add(rows, "event", ticket=ticket, kind="message", public=1, **self._agent())
                self._add(rows, "event", ticket=ticket, kind="status", value="pending")
            elif lot < 0.85:
                self._add(rows, "event", ticket=self.rng.choice(self.open)[0], kind="escalated", value="2")
            else:
                self._solve(rows, *self.open.pop(self.rng.randrange(len(self.open))))
        return rows

    def _arrive(self, rows: Rows) -> None:
        who = self.rng.choice(self.customers)
        ticket = self._add(
            rows, "ticket", created_at=self.at, channel=self.rng.choice(("chat", "email", "phone")), priority="normal",
            topic=self.rng.choice(("delivery", "refund", "login")), customer=who, subject="live", opened_by=who,
            opened_by_kind="customer", spam=0,
        )  # fmt: skip
        asker = {"actor": who, "actor_kind": "customer"}
        self._add(rows, "event", ticket=ticket, kind="status", value="new", **asker)
        self._add(rows, "event", ticket=ticket, kind="message", public=1, **asker)
        self._add(rows, "event", ticket=ticket, kind="assignee", value=self.rng.choice(self.agents))
        self.open.append((ticket, who))

    def _solve(self, rows: Rows, ticket: str, customer: str | None) -> None:
        agent = self._agent()
        self._add(rows, "event", ticket=ticket, kind="message", public=1, **agent)
        self._add(rows, "event", ticket=ticket, kind="status", value="solved", **agent)
        answer = float(self.rng.randrange(1, 6)) if self.rng.random() < 0.5 else None
        self._add(
            rows, "rating", ticket=ticket, sent_at=self.at, occurred_at=self.at, kind="csat", value=answer,
            scale_min=1.0, scale_max=5.0, higher_is_better=1, agent=agent["actor"],
        )  # fmt: skip
        if customer is not None and self.rng.random() < 0.2:
            self._add(rows, "purchase", customer=customer, occurred_at=self.at, amount=10.0, currency="EUR", kind="new")

    def _agent(self) -> dict[str, Any]:
        return {"actor": self.rng.choice(self.agents), "actor_kind": "agent"}

    def _add(self, rows: Rows, table: str, **values: Any) -> str:
        """Add a row with an id nobody has had; return the id."""
        self.count += 1
        number = f"live-{self.count:09d}"
        own = canonical.TABLES[table].key[-1]
        given = {"source": self.source, "version_at": self.at, "version_seq": 0, own: number, "occurred_at": self.at}
        given |= values
        rows[table].append(tuple(given.get(column) for column in canonical.TABLES[table].names))
        return number
