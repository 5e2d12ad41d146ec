"""Real databases of helpdesks through a working day: the followed store is what a new one finds at the end."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cxtui.facts.tables import DERIVED
from cxtui.sources.live.options import ConfiguredSource
from tests.importing.follow.following import facts, following, once, records, state, until
from tests.proof.helpdesks import osticket, zammad
from tests.proof.helpdesks.day import AtWork, Day
from tests.proof.helpdesks.followed import configured, events, told
from tests.proof.real_databases import RealMariaDb, RealPostgres

EARLIER, TICKETS, CHANGES = 12, 44, 300

pytestmark = [pytest.mark.proof, pytest.mark.process]


def spend_a_day(folder: Path, chosen: tuple[ConfiguredSource, ...], desk: AtWork, ids: Callable[[], set[str]]) -> None:
    """Follow a helpdesk through a day, and compare with what a new store finds; ``ids`` are those of its records."""
    followed, whole = folder / "followed.db", folder / "whole.db"
    earlier = Day(desk, 3, time.time() - 3 * 86_400)
    old = [earlier.ticket(number) for number in range(EARLIER)]
    day, before = Day(desk, 7), desk.changes
    with following(followed, chosen):
        until(lambda: state(followed, "desk").state == "ok")
        made = [day.ticket(number) for number in range(TICKETS)]
        desk.merge(day.next(), made[1], made[2], by=desk.agents[0])
        desk.merge(day.next(), old[1], made[5], by=desk.agents[0])
        desk.reopen(day.next(), old[2], by=desk.agents[1])
        note = desk.note(day.next(), made[4], desk.agents[0])
        until(lambda: ids() <= events(followed), "everything that happened")
        desk.erase(day.next(), note, by=desk.agents[0])
        gone = made[7]
        desk.delete(gone)
        until(lambda: len(events(followed, "retracted = 1")) == 1, "what was taken back")
        until(lambda: told(followed, "ticket", "ticket", where="deleted_at IS NOT NULL") == {(str(gone),)})
        named = f"ticket {gone} is there no more: taken for deleted"
        # Health is written after the batch that it tells of.
        until(lambda: named in state(followed, "desk").doubts, "a word of what was deleted")
    forgotten = old[4]
    desk.delete(forgotten)
    assert desk.changes - before >= CHANGES
    once(followed, chosen)
    once(whole, chosen)
    assert ids() <= events(whole)
    same(followed, whole, {str(gone), str(forgotten)})
    assert f"ticket {forgotten} is there no more: taken for deleted" in state(followed, "desk").doubts


def same(followed: Path, whole: Path, gone: set[str]) -> None:
    """Compare two stores; what was deleted only one of them can know."""
    with closing(sqlite3.connect(followed)) as con:
        deleted = {id for (id,) in con.execute("SELECT ticket FROM ticket WHERE deleted_at IS NOT NULL")}
        merged = {id for (id,) in con.execute("SELECT ticket FROM ticket WHERE merged_into IS NOT NULL")}
    assert deleted == gone and len(merged) == 2
    known, found = (_present(records(store), gone) for store in (followed, whole))
    for name, rows in found.items():
        assert known[name] == rows, name
    assert _facts(followed, gone) == _facts(whole, gone)


def _present(rows: dict[str, set[tuple[Any, ...]]], gone: set[str]) -> dict[str, set[tuple[Any, ...]]]:
    rows["event"] = {row for row in rows["event"] if row[-1] is None}
    return {
        name: {row for row in some if name not in ("ticket", "event", "stated") or row[1] not in gone}
        for name, some in rows.items()
    }


def _facts(store: Path, gone: set[str]) -> set[tuple[Any, ...]]:
    """Return the facts of tickets, without when one was last heard of: what is taken back only one store heard."""
    place = [column.name for column in DERIVED["ticket_fact"].columns].index("changed_at")
    return {row[:place] + row[place + 1 :] for row in facts(store, gone)["ticket_fact"]}


def test_a_day_at_zammad(tmp_path: Path) -> None:
    with RealPostgres() as server, server.helpdesk(zammad.SCHEMA.read_text()) as con:
        desk = zammad.ZammadAtWork(con)
        kinds = "history_object_id = 1 AND (history_type_id = 4 OR history_attribute_id IN (1, 2, 3, 4))"

        def ids() -> set[str]:
            articles = con.execute(
                "SELECT a.id FROM ticket_articles a JOIN histories h ON h.o_id = a.id AND h.history_object_id = 2"
                " JOIN tickets t ON t.id = h.related_o_id"
            )
            found = {f"article-{id:010d}" for (id,) in articles}
            return found | {f"history-{id:010d}" for (id,) in con.execute(f"SELECT id FROM histories WHERE {kinds}")}

        spend_a_day(tmp_path, configured(tmp_path, server, "zammad"), desk, ids)


def test_a_day_at_osticket(tmp_path: Path) -> None:
    with RealMariaDb() as server, server.helpdesk(osticket.SCHEMA.read_text()) as con:
        kinds = {1: ("status", "team"), 2: ("status",), 3: ("status",), 4: ("assignee",), 6: ("team",), 15: ("merged",)}

        def ids() -> set[str]:
            with con.cursor() as cursor:
                cursor.execute("SELECT id FROM ost_thread_entry WHERE flags & 4 = 0")
                found = {f"entry-{id:010d}" for (id,) in cursor.fetchall()}
                cursor.execute("SELECT id, event_id, data FROM ost_thread_event WHERE thread_id > 0")
                for id, event, data in cursor.fetchall():
                    told = kinds.get(event, ("status",) if "status" in (data or "") else ())
                    found |= {f"event-{id:010d}-{kind}" for kind in told}
            return found

        spend_a_day(tmp_path, configured(tmp_path, server, "osticket"), osticket.OsTicketAtWork(con), ids)
