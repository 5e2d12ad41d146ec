"""A floor on which two people say, do and are called something in every column there is, and looks at what is left."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from cxtui import canonical
from cxtui.facts import catalog
from cxtui.importing.rows import apply_rows
from cxtui.settings import StoreSettings, defaults
from cxtui.store.import_log import write_settings
from cxtui.store.publish import build
from cxtui.store.schema import listed, specs
from cxtui.store.writer import Writer
from tests.facts.histories import History, instant

CUSTOMER, AGENT = "c-markerid", "a-markerid"
CALLED, AGENT_CALLED = "Xyzzy Markername", "Plugh Agentmarker"
WORDS = "MARKERWORDS"
MARKS = ("markerid", "markername", "agentmarker", "markerwords")
"""What may stand in no file any more, once both people were erased; in lower case."""

COUNTED = (*catalog.KEPT, *catalog.BUCKETS)


def floor() -> History:
    """Return a history of tickets of two customers and two agents, one of each with marks in every column."""
    h = History()
    h.add("agent", agent=AGENT, name=AGENT_CALLED, kind="human", team="t1", hired_on=5, left_on=9)
    h.add("agent", agent="a2", name="Ben", kind="human", team="t1").add("agent", agent="b1", name="Bot", kind="bot")
    h.add("team", team="t1", name="Desk", tier=1)
    h.add("customer", customer=CUSTOMER, name=CALLED, account=f"{WORDS} account", since=7, tier="plus")
    h.add("customer", customer="c2", name="Cleo", account="c2 account")
    for n, customer in enumerate((CUSTOMER, "c2", CUSTOMER)):
        ticket, day = f"t{n}", f"2025-01-1{n}"
        h.ticket(
            ticket, f"{day} 15:00", channel="chat", customer=customer, topic="refund", subject=f"{WORDS} {n}" if n != 1
            else "Where is it", opened_by=customer, opened_by_kind="customer", version_at=5,
        )  # fmt: skip
        h.event(ticket, f"{day} 15:00", "message", actor=customer, actor_kind="customer", public=1)
        h.event(ticket, f"{day} 15:01", "assignee", AGENT, previous="a2", actor="a2", actor_kind="agent")
        h.event(ticket, f"{day} 15:02", "message", actor=AGENT, actor_kind="agent", public=1)
        h.event(ticket, f"{day} 15:03", "assignee", "a2", previous=AGENT, actor=AGENT)
        h.event(ticket, f"{day} 15:04", "message", actor="a2", actor_kind="agent", public=1)
        h.status(ticket, f"{day} 15:20", "solved", AGENT)
        h.status(ticket, f"{day} 16:20", "open", customer)
        h.status(ticket, f"{day} 17:20", "solved", AGENT)
        h.add("state", ticket=ticket, from_at=instant(f"{day} 15:05"), seq=1, assignee=AGENT, actor=customer)
        h.add("stated", ticket=ticket, metric="assignee", label=AGENT)
        h.add(
            "rating", rating=f"r{n}", ticket=ticket, kind="csat", sent_at=instant(f"{day} 18:00"), value=4.0,
            occurred_at=instant(f"{day} 18:20"), scale_min=1.0, scale_max=5.0, agent=AGENT,
            comment=f"{WORDS} comment" if n != 1 else "fine",
        )  # fmt: skip
        h.add(
            "qa_score", review=f"q{n}", category="tone", ticket=ticket, agent=AGENT, value=3.0, min=0.0, max=5.0,
            occurred_at=instant(f"{day} 19:00"), weight=1.0, critical=0,
        )  # fmt: skip
        h.add("handle", handle=f"h{n}", ticket=ticket, agent=AGENT, kind="talk", from_at=1, to_at=9)
        h.add(
            "purchase", purchase=f"p{n}", customer=customer, occurred_at=instant(f"{day} 20:00"), amount=5.0,
            currency="EUR", kind="new", agent=AGENT, ticket=ticket,
        )  # fmt: skip
    h.add("contract", contract="k1", customer=CUSTOMER, from_at=0, value=9.0)
    return h.add("agent_state", agent=AGENT, from_at=1, state="online", to_at=5)


def store_of(path: Path, history: History, settings: StoreSettings | None = None) -> Path:
    """Make a store at ``path`` with the rows of a history, which came one batch after the other."""
    if not path.exists():
        build(path, None, {})
    with Writer(path) as writer:
        with writer.batch() as con:
            write_settings(con, settings or defaults())
        apply_rows(writer, history.rows, "s", "live", settings or defaults())
    return path


def contents(path: Path, called: dict[str, str] | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of all records and facts, each text that is a key of ``called`` by its value."""
    called = called or {}
    found = {}
    with closing(sqlite3.connect(path)) as con:
        for name in (*canonical.TABLES, *COUNTED):
            if name != "tombstone":
                names = [column.name for column in specs()[name].columns]
                rows = con.execute(f"SELECT {listed(names)} FROM {name}").fetchall()
                found[name] = sorted((tuple(called.get(cell, cell) for cell in row) for row in rows), key=repr)
    return found


def blank(rows: dict[str, list[tuple[Any, ...]]], columns: set[tuple[str, str]]) -> dict[str, list[tuple[Any, ...]]]:
    """Return rows with columns, as (table, column), left out."""
    made = {}
    for name, some in rows.items():
        kept = [i for i, c in enumerate(specs()[name].columns) if (name, c.name) not in columns]
        made[name] = sorted((tuple(row[i] for i in kept) for row in some), key=repr)
    return made
