"""Credits, days and turns in a store: the same however the rows came, and as the records give them."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.importing.rows import apply_rows
from cxtui.settings import StoreSettings, defaults
from cxtui.store import import_log
from cxtui.store.configured import configure
from cxtui.store.publish import build
from cxtui.store.rebuilt import compare
from cxtui.store.writer import Writer
from tests.facts.histories import History
from tests.facts.test_attribution import ATTRIBUTIONS, MILLION, by, handed_on, histories
from tests.facts.test_days import two_tickets
from tests.importing.stores import CONTENT, differing, rows_of

Rows = Mapping[str, list[tuple[Any, ...]]]


def empty(path: Path, chosen: StoreSettings) -> Path:
    """Publish an empty store with these settings."""
    build(path, None, {}, finish=lambda con: import_log.write_settings(con, chosen))
    return path


def applied(path: Path, batches: Sequence[Rows], chosen: StoreSettings) -> Path:
    """Apply batches one after the other to a new store."""
    empty(path, chosen)
    with Writer(path) as writer:
        for rows in batches:
            apply_rows(writer, rows, "s", "hand", chosen)
    return path


def credited(store: Path) -> dict[str, int]:
    """Return the solved tickets of agents, in millionths."""
    with closing(sqlite3.connect(store)) as con:
        found = con.execute("SELECT agent, SUM(solved) FROM agent_day GROUP BY agent HAVING SUM(solved) <> 0")
        return dict(found.fetchall())


@pytest.mark.parametrize(("attribution", "tickets"), [("sender", 3), ("share", 3), ("assignee", 1)])
def test_one_row_at_a_time_ends_like_all_at_once(tmp_path: Path, attribution: str, tickets: int) -> None:
    history, other = handed_on(), two_tickets()
    for table, rows in other.rows.items():
        if table not in ("coverage", "customer"):
            history.rows[table] += [
                tuple(f"x{v}" if c == 2 and table == "event" else v for c, v in enumerate(row)) for row in rows
            ]
    chosen = by(attribution)
    whole = applied(tmp_path / "whole.db", [history.rows], chosen)
    pieces = [{table: [row]} for table, rows in reversed(history.rows.items()) for row in reversed(rows)]
    assert len(pieces) > 40
    assert differing(whole, applied(tmp_path / "pieces.db", pieces, chosen), CONTENT) == {}
    assert compare(tmp_path / "pieces.db").sound
    # Two of the tickets nobody held, and no agent is known by the name of who solved them.
    assert sum(credited(whole).values()) == tickets * MILLION


@settings(max_examples=10, deadline=None)
@given(history=histories(), attribution=st.sampled_from(ATTRIBUTIONS), data=st.data())
def test_batches_in_any_order_equal_the_whole(history: History, attribution: str, data: st.DataObject) -> None:
    chosen = by(attribution)
    rows = [(table, row) for table, some in history.rows.items() for row in some]
    shuffled = data.draw(st.permutations(rows))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(rows)), max_size=3)))
    batches: list[Rows] = []
    for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True):
        batch: dict[str, list[tuple[Any, ...]]] = {}
        for table, row in shuffled[start:end]:
            batch.setdefault(table, []).append(row)
        batches.append(batch)
    with TemporaryDirectory() as folder:
        whole = applied(Path(folder) / "whole.db", [history.rows], chosen)
        pieces = applied(Path(folder) / "pieces.db", batches, chosen)
        assert differing(whole, pieces, CONTENT) == {}
        assert compare(pieces).sound


def test_an_agent_who_is_told_of_late_has_what_he_did(tmp_path: Path) -> None:
    early = History().ticket("t", "2025-01-14 10:00").status("t", "2025-01-14 11:00", "solved", "a1")
    early.ticket("u", "2025-01-14 10:00").event("u", "2025-01-14 10:00", "assignee", "a1")
    early.ticket("v", "2025-01-14 10:00").add("state", ticket="v", from_at=1_736_852_400, seq=1, status="closed",
                                              actor="a1", assignee="a2")  # fmt: skip
    late = [History(()).add("agent", agent=agent, kind="human").rows for agent in ("a1", "a2", "a3")]
    store = applied(tmp_path / "floor.db", [early.rows, *late], defaults())
    assert credited(store) == {"a1": MILLION, "a2": MILLION}
    assert rows_of(store, "doubt") == set()
    assert compare(store).sound


def test_another_attribution_makes_the_facts_anew(tmp_path: Path) -> None:
    store = applied(tmp_path / "floor.db", [handed_on().rows], defaults())
    assert credited(store) == {"a3": MILLION}
    configure(store, by("share"))
    assert credited(store) == {"a2": 333_333, "a3": 666_667}
    assert {row[2:] for row in rows_of(store, "ticket_credit")} == {("a2", 333_333), ("a3", 666_667)}
    configure(store, by("assignee"))
    assert (credited(store), rows_of(store, "ticket_credit")) == ({"a4": MILLION}, set())
    configure(store, by("sender"))
    assert compare(store).sound
    assert differing(store, applied(tmp_path / "fresh.db", [handed_on().rows], defaults()), CONTENT) == {}
