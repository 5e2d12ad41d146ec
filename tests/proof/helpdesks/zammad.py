"""Zammad at work, as its database shows it: what each thing that people do writes, in one transaction."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).with_suffix(".sql")
SYSTEM, ANN, BOB, CLEO, DORA, EMIL, FAY = 1, 2, 3, 4, 5, 6, 7
AGENTS, CUSTOMERS = (ANN, BOB, CLEO), (DORA, EMIL, FAY)
FIRST, SECOND = 1, 2
NEW, OPEN, PENDING, CLOSED, MERGED, FACTORY = 1, 2, 3, 4, 5, 6
LOW, NORMAL, HIGH = 1, 2, 3
EMAIL, PHONE, NOTE, WEB = 1, 2, 3, 4
AGENT, CUSTOMER, BY_SYSTEM = 1, 2, 3
_CREATED, _UPDATED, _RECEIVED, _MERGED_INTO = 1, 2, 3, 4
_TICKET, _ARTICLE = 1, 2
_ATTRIBUTES = {"state_id": 1, "owner_id": 2, "group_id": 3, "priority_id": 4}


class Zammad:
    """What people do at an instant (epoch seconds, with fractions), written as Zammad writes it."""

    def __init__(self, con: Any) -> None:
        self._con = con
        self.changes = 0

    def create(self, at: float, customer: int, *, group: int = FIRST, kind: int = EMAIL, by: int | None = None) -> int:
        """Let a ticket come in, and return its id."""
        who = by or customer
        with self._con.transaction():
            ticket = self._one(
                "INSERT INTO tickets (group_id, priority_id, state_id, number, title, owner_id, customer_id,"
                " create_article_type_id, created_by_id, updated_by_id, created_at, updated_at)"
                " VALUES (%s, 2, 1, 'n', %s, 1, %s, %s, %s, %s, %s, %s) RETURNING id",
                group, "It broke — <b>\u202e", customer, kind, who, who, _time(at), _time(at),
            )  # fmt: skip
            self._history(at, who, _CREATED, _TICKET, ticket)
        self.write(at, ticket, customer, sender=CUSTOMER, kind=kind, by=who)
        self.changes += 1
        return ticket

    def write(
        self, at: float, ticket: int, who: int, *, sender: int = AGENT, kind: int = EMAIL, internal: bool = False,
        by: int | None = None,
    ) -> int:  # fmt: skip
        """Let somebody write, and return the article's id; an agent ``by`` whom it was taken down."""
        with self._con.transaction():
            article = self._one(
                "INSERT INTO ticket_articles (ticket_id, type_id, sender_id, body, internal, created_by_id,"
                " origin_by_id, created_at, updated_at) VALUES (%s, %s, %s, 'words', %s, %s, %s, %s, %s) RETURNING id",
                ticket, kind, sender, internal, by or who, who if by else None, _time(at), _time(at),
            )  # fmt: skip
            self._history(at, by or who, _CREATED, _ARTICLE, article, related=ticket)
            self._touch(at, ticket, by or who)
        self.changes += 1
        return article

    def change(self, at: float, ticket: int, who: int, **columns: int) -> None:
        """Let somebody change state, owner, group or priority of a ticket."""
        with self._con.transaction():
            for column, value in columns.items():
                before = self._one(f"SELECT {column} FROM tickets WHERE id = %s", ticket)
                if before == value:
                    continue
                self._con.execute(f"UPDATE tickets SET {column} = %s WHERE id = %s", (value, ticket))
                self._history(
                    at, who, _UPDATED, _TICKET, ticket, attribute=_ATTRIBUTES[column], id_from=before, id_to=value
                )
                self.changes += 1
            self._touch(at, ticket, who)

    def merge(self, at: float, ticket: int, into: int, by: int) -> None:
        """Let somebody merge a ticket into another one, which takes over its articles."""
        with self._con.transaction():
            self._con.execute(
                "UPDATE ticket_articles SET ticket_id = %s, updated_at = %s WHERE ticket_id = %s",
                (into, _time(at), ticket),
            )
            self._history(at, by, _RECEIVED, _TICKET, into, id_from=ticket, id_to=into)
            self._history(at, by, _MERGED_INTO, _TICKET, ticket, id_from=ticket, id_to=into)
            self._touch(at, into, by)
        self.write(at, ticket, by, kind=NOTE)
        self.change(at, ticket, by, state_id=MERGED, owner_id=SYSTEM)
        self.changes += 1

    def hide(self, at: float, article: int, who: int) -> None:
        """Let somebody make an article internal after all."""
        with self._con.transaction():
            ticket = self._one(
                "UPDATE ticket_articles SET internal = true, updated_at = %s WHERE id = %s RETURNING ticket_id",
                _time(at), article,
            )  # fmt: skip
            self._touch(at, ticket, who)
        self.changes += 1

    def erase(self, at: float, message: int, by: int) -> None:
        """Let somebody delete an article, of which nothing stays."""
        with self._con.transaction():
            ticket = self._one("DELETE FROM ticket_articles WHERE id = %s RETURNING ticket_id", message)
            self._con.execute("DELETE FROM histories WHERE history_object_id = 2 AND o_id = %s", (message,))
            self._touch(at, ticket, by)
        self.changes += 1

    def delete(self, ticket: int) -> None:
        """Let somebody delete a ticket, of which nothing stays."""
        with self._con.transaction():
            self._con.execute("DELETE FROM ticket_articles WHERE ticket_id = %s", (ticket,))
            self._con.execute("DELETE FROM histories WHERE history_object_id = 1 AND o_id = %s", (ticket,))
            self._con.execute("DELETE FROM histories WHERE history_object_id = 2 AND related_o_id = %s", (ticket,))
            self._con.execute("DELETE FROM tickets WHERE id = %s", (ticket,))
        self.changes += 1

    def _touch(self, at: float, ticket: int, who: int) -> None:
        self._con.execute(
            "UPDATE tickets SET updated_at = %s, updated_by_id = %s WHERE id = %s", (_time(at), who, ticket)
        )

    def _history(
        self, at: float, who: int, kind: int, about: int, id: int, *, related: int | None = None,
        attribute: int | None = None, id_from: int | None = None, id_to: int | None = None,
    ) -> None:  # fmt: skip
        self._con.execute(
            "INSERT INTO histories (history_type_id, history_object_id, history_attribute_id, o_id, related_o_id,"
            " id_from, id_to, created_by_id, created_at, updated_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (kind, about, attribute, id, related, id_from, id_to, who, _time(at), _time(at)),
        )

    def _one(self, text: str, *values: Any) -> int:
        return int(self._con.execute(text, values).fetchone()[0])


def _time(at: float) -> datetime:
    """Return an instant as Zammad writes it: in UTC, whatever zone its database is in."""
    return datetime.fromtimestamp(at, UTC).replace(tzinfo=None)


class ZammadAtWork(Zammad):
    """Zammad as one of the helpdesks in which a working day is spent."""

    agents: tuple[int, ...] = AGENTS
    customers: tuple[int, ...] = CUSTOMERS

    def create(self, at: float, customer: int, *, team: int = FIRST, by: int | None = None) -> int:  # type: ignore[override]
        return super().create(at, customer, group=team, kind=PHONE if by else EMAIL, by=by)

    def reply(self, at: float, ticket: int, agent: int) -> None:
        self.write(at, ticket, agent)
        if self._one("SELECT state_id FROM tickets WHERE id = %s", ticket) == NEW:
            self.change(at, ticket, agent, state_id=OPEN)

    def answer(self, at: float, ticket: int, customer: int) -> None:
        self.write(at, ticket, customer, sender=CUSTOMER, kind=WEB)

    def note(self, at: float, ticket: int, agent: int) -> int:
        return self.write(at, ticket, agent, kind=NOTE, internal=True)

    def own(self, at: float, ticket: int, agent: int, by: int) -> None:
        self.change(at, ticket, by, owner_id=agent)

    def move(self, at: float, ticket: int, team: int, by: int) -> None:
        self.change(at, ticket, by, group_id=team)

    def rank(self, at: float, ticket: int, priority: int, by: int) -> None:
        self.change(at, ticket, by, priority_id=priority)

    def wait(self, at: float, ticket: int, by: int) -> None:
        self.change(at, ticket, by, state_id=PENDING)

    def close(self, at: float, ticket: int, by: int) -> None:
        self.change(at, ticket, by, state_id=CLOSED)

    def reopen(self, at: float, ticket: int, by: int) -> None:
        self.change(at, ticket, by, state_id=OPEN)
