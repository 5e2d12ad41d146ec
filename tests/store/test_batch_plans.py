"""A live batch touches rows by their keys: no statement walks a whole table, however large the store is, nor all
opening hours there are."""

import sqlite3
from pathlib import Path

import pytest

from cxtui import canonical
from cxtui.facts.tables import DERIVED
from cxtui.importing.rows import apply_rows
from cxtui.settings import StoreSettings, defaults
from cxtui.store import import_log
from cxtui.store.publish import build
from cxtui.store.writer import Writer
from tests.facts.clocks import SETTINGS
from tests.facts.histories import History

LARGE = (*canonical.TABLES, *(name for name, table in DERIVED.items() if table.scope in ("ticket", "review")))
HOURS = ("open_interval", "open_block", "local_day")
SMALL = {"coverage", "team", "calendar", "sla_target"}
SIZES = (20_000, 1_000_000)
"""Rows of a table; of fewer than SQLite takes an unmeasured batch for, it may read all beforehand, for a filter."""


def _day(later: bool = False) -> History:
    """Rows of every kind that a live batch brings; those of later say something else of the same."""
    h = History().add("customer", customer="c1", tier="gold" if later else "plus").add("customer", customer="c2")
    h.add("agent", agent="a1", kind="bot" if later else "human")
    h.add("contract", contract="k1", customer="c1", from_at=0, to_at=1736900000 if later else None)
    priority = "high" if later else "low"
    h.ticket("t1", "2025-01-14 15:00", channel="chat", customer="c1", topic="refund", opened_by_kind="customer",
             priority=priority)  # fmt: skip
    h.says("t1", "2025-01-14 15:00").says("t1", "2025-01-14 15:06", "a1").status("t1", "2025-01-14 15:20", "solved")
    h.ticket("t2", "2025-01-15 15:00", channel="email", customer="c1", topic="refund")
    h.add("rating", rating="r1", ticket="t1", kind="csat", value=4.0 if later else 5.0, scale_min=1.0, scale_max=5.0,
          sent_at=1736868000)  # fmt: skip
    h.add("purchase", purchase="p1", customer="c1", occurred_at=1736868000, amount=2.0 if later else 1.0)
    h.add("qa_score", review="q1", category="tone", agent="a1", occurred_at=1736868000, value=0.5 if later else 1.0,
          min=0.0, max=1.0)  # fmt: skip
    return h.add("stated", ticket="t1", metric="reopen_count", value=int(later))


CHANGED = ("customer", "agent", "contract", "ticket", "rating", "purchase", "qa_score", "stated")


def _pretend_large(con: sqlite3.Connection, rows: int) -> None:
    """Tell the query planner that every table holds so many rows, and of opening hours how many there are."""
    con.execute("ANALYZE main")
    con.execute(f"DELETE FROM main.sqlite_stat1 WHERE tbl NOT IN {HOURS}")
    for table in LARGE:
        if table in SMALL:
            continue
        for name, columns in _indexes(con, table):
            spread = [max(1, rows // 10 ** (3 * i)) for i in range(columns + 1)]
            stat = " ".join(map(str, [rows, *spread[1:-1], 1]))
            con.execute("INSERT INTO main.sqlite_stat1 VALUES (?, ?, ?)", (table, name, stat))


def _indexes(con: sqlite3.Connection, table: str) -> list[tuple[str, int]]:
    found = con.execute(f"SELECT name, origin FROM pragma_index_list('{table}', 'main')").fetchall()
    columns = [con.execute(f"SELECT count(*) FROM pragma_index_info('{name}')").fetchone()[0] for name, _ in found]
    return [(table if origin == "pk" else name, count) for (name, origin), count in zip(found, columns, strict=True)]


def _numbered(history: History, number: int) -> dict[str, list[tuple[object, ...]]]:
    """Return rows of every table but coverage as a batch brings them, as the version of an instant so numbered."""
    return {
        name: [tuple(number if c == "version_seq" else v for c, v in zip(table.names, row, strict=True))
               for row in history.rows[name]]
        for name, table in canonical.TABLES.items() if name != "coverage"
    }  # fmt: skip


def _walked(con: sqlite3.Connection, statement: str, roots: dict[int, str]) -> set[str]:
    """Return the large tables of the store that a statement reads from end to end, by its compiled form."""
    opened: dict[int, str] = {}
    walked = set()
    for _, code, p1, p2, p3, *_ in con.execute("EXPLAIN " + statement).fetchall():
        if code in ("OpenRead", "OpenWrite") and p3 == 0 and p2 in roots:
            opened[p1] = roots[p2]
        elif code in ("Rewind", "Last", "Sort") and p1 in opened:
            walked.add(opened[p1])
        elif code in ("OpenEphemeral", "OpenAutoindex", "OpenPseudo") or (code.startswith("Open") and p3 != 0):
            opened.pop(p1, None)
    return walked


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("settings", [defaults(), SETTINGS], ids=["first responses", "every clock"])
def test_no_statement_of_a_batch_walks_a_large_table(tmp_path: Path, settings: StoreSettings, size: int) -> None:
    store = tmp_path / "floor.db"
    build(store, None, {}, finish=lambda con: import_log.write_settings(con, settings))
    with Writer(store) as writer:
        apply_rows(writer, _day().rows, "s", "live", settings)
        _pretend_large(writer.connection, size)
    with Writer(store) as writer:
        plans: list[str] = []
        writer.connection.set_trace_callback(plans.append)
        again = _day().ticket("t3", "2025-01-16 09:00", customer="c1", topic="refund").says("t1", "2025-01-16 10:00")
        handed_on = apply_rows(writer, _numbered(again, 7), "s", "live", settings)
        assert (handed_on.tickets, sum(m.changed for m in handed_on.merged.values())) == (3, 0)
        changed = apply_rows(writer, _numbered(_day(later=True), 8), "s", "live", settings)
        assert {name for name, merged in changed.merged.items() if merged.changed} == set(CHANGED)
        writer.connection.set_trace_callback(None)
        con = writer.connection
        roots = {
            root: table
            for root, table in con.execute("SELECT rootpage, tbl_name FROM main.sqlite_schema WHERE rootpage > 0")
            if table in LARGE + HOURS and table not in SMALL
        }
        statements = {s for s in plans if s.split()[0] in ("INSERT", "DELETE", "UPDATE", "SELECT", "WITH")}
        assert len(statements) > 100
        walks = {" ".join(s.split())[:200]: found for s in statements if (found := _walked(con, s, roots))}
        assert walks == {}
