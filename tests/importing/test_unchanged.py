"""Tickets that an export finds as the one before did are left out of it, and nothing tells that from merging them."""

import sqlite3
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cxtui import canonical
from cxtui import settings as store_settings
from cxtui.importing.rows import apply_rows
from cxtui.importing.run import Request, run
from cxtui.importing.summary import Summary
from cxtui.importing.unchanged import UnchangedTickets
from cxtui.store.check import check
from cxtui.store.forgetting import forget_run, forget_source
from cxtui.store.keeping import keep
from cxtui.store.kept import KeptSince
from cxtui.store.people.erasure import erase_one
from cxtui.store.rebuilt import compare
from cxtui.store.schema import specs
from cxtui.store.writer import Writer
from tests.facts.histories import instant

DESK = """
kind = "state"
zone = "UTC"
[ticket]
ticket = "id"
created_at = "opened"
team = "group"
customer = "who"
merged_into = { column = "into", optional = true }
[stated]
resolved_at = "resolved"
status = "status"
assignee = "agent"
[agent]
agent = "agent"
name = "agent"
"""
NAMED = DESK.replace('created_at = "opened"', 'created_at = "opened"\nversion_at = "written"')
"""The same where rows say themselves of when they are."""
LOG = """
kind = "state"
zone = "UTC"
[ticket]
ticket = "id"
created_at = { first = "opened" }
team = { last = "group" }
[stated]
status = { last = "status" }
assignee = { last = "agent" }
"""
"""A mapping of several rows a ticket."""
HEAD = "id,status,agent,group,opened,resolved,who,into,written\n"
CELLS = {
    "status": ("Open", "Resolved", "Gone"), "agent": ("zoe", "ann", ""), "group": ("tech", "billing"),
    "who": ("c1", "c2"), "into": ("", "", "9"), "written": ("10", "20"),
}  # fmt: skip


def line(ticket: int, status: str, agent: str, group: str, who: str, into: str, written: str = "10") -> str:
    rest = f"{who},{into},2026-03-01 11:{written}:00"
    if status == "Gone":
        return f"{ticket},Open,{agent},{group},never,,{rest}"  # a row that is refused
    resolved = "2026-03-01 11:00:00" if status == "Resolved" else ""
    return f"{ticket},{status},{agent},{group},2026-03-01 0{ticket}:00:00,{resolved},{rest}"


def at(day: int) -> int:
    return instant("2026-03-02 12:00") + day * 86_400


def take(store: Path, lines: list[str], day: int, mapping: str = DESK, full: bool = False) -> Summary:
    """Import an export of a day."""
    desk, path = store.parent / "desk.toml", store.parent / f"export{day}.csv"
    desk.write_text(mapping)
    path.write_text(HEAD + "".join(one + "\n" for one in lines))
    return run(store, Request((path,), str(desk), as_of=at(day), full=full), clock=lambda: at(day) + 60)


def content(store: Path) -> dict[str, list[Any]]:
    """Return every table of a store but those that say how to go on, or back."""
    with closing(sqlite3.connect(store)) as con:
        names = specs().keys() - {"as_found", "before_image"}
        return {name: sorted(con.execute(f"SELECT * FROM {name}"), key=repr) for name in names}


def differing(one: Path, other: Path) -> dict[str, tuple[Any, Any]]:
    a, b = content(one), content(other)
    return {name: (a[name], b[name]) for name in a if a[name] != b[name]}


def hashes(store: Path) -> list[str]:
    """Return what is kept of the newest export, a number for each ticket."""
    with closing(sqlite3.connect(store)) as con:
        return [one for (text,) in con.execute("SELECT hashes FROM as_found ORDER BY part") for one in text.split("\n")]


def key(store: Path) -> str | None:
    """Return the key of the hashes: an export that leaves tickets out goes on with that of the one before."""
    with closing(sqlite3.connect(store)) as con:
        found = con.execute("SELECT DISTINCT key FROM as_found").fetchall()
        return str(found[0][0]) if found else None


def whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every import merge all of its rows."""
    monkeypatch.setattr(UnchangedTickets, "leave_out", lambda self, store, erased: None)


Rows = list[tuple[str, ...]]
"""The cells of a ticket's rows."""


def lines_of(tickets: dict[int, Rows]) -> list[str]:
    return [line(ticket, *cells) for ticket, rows in tickets.items() for cells in rows]


cells = st.tuples(*(st.sampled_from(words) for words in CELLS.values()))
usable = st.dictionaries(st.integers(1, 6), st.lists(cells, min_size=1, max_size=2), min_size=1, max_size=6).filter(
    lambda some: any(row[0] != "Gone" for rows in some.values() for row in rows)
)
changed = st.tuples(st.integers(0, 4), usable, st.sets(st.integers(1, 6)), st.booleans())


@pytest.mark.parametrize("mapping", [DESK, NAMED, LOG], ids=["dated", "named", "log"])
@settings(
    max_examples=3, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(first=usable, days=st.lists(changed, min_size=1, max_size=3))
def test_leaving_tickets_out_is_like_merging_them(
    mapping: str,
    first: dict[int, Rows],
    days: list[tuple[int, dict[int, Rows], set[int], bool]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("law")
    one, other = folder / "one.db", folder / "other.db"
    told = []
    for store in (one, other):
        with pytest.MonkeyPatch.context() as patch:
            if store == other:
                whole(patch)
            held = first
            told.append([take(store, lines_of(held), 0, mapping)])
            for day, found, gone, full in days:
                held = {k: v for k, v in held.items() if k not in gone} | found
                told[-1].append(take(store, lines_of(held), day, mapping, full))
    assert differing(one, other) == {}
    a, b = ([asdict(summary) | {"seconds": 0} for summary in some] for some in told)
    assert a == b
    assert check(one).sound and compare(one).sound
    for number in range(len(days) + 1, 1, -1):
        forget_run(one, number)
        forget_run(other, number)
        assert differing(one, other) == {}


ALL = [line(n, "Open", "zoe", "tech", "c1", "") for n in range(1, 7)]
NEXT = [line(1, "Resolved", "zoe", "tech", "c1", ""), *ALL[1:]]
LATER = [*NEXT[:-1], line(6, "Open", "zoe", "tech", "c1", "9")]


def test_the_next_export_merges_what_changed_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "floor.db"
    take(store, ALL, 0)
    left: list[int] = []
    found = UnchangedTickets.leave_out

    def leave_out(self: UnchangedTickets, *given: Any) -> None:
        found(self, *given)
        left.append(self.left_out)

    monkeypatch.setattr(UnchangedTickets, "leave_out", leave_out)
    first = key(store)
    done = take(store, NEXT, 1)
    # Five tickets with three claims each; of the one that changed, one of each kind differs.
    assert left == [20]
    assert (done.new, done.changed, dict(done.tables)["ticket"], dict(done.tables)["stated"]) == (0, 2, 6, 18)
    assert key(store) == first is not None
    assert take(store, LATER, 2).changed == 1
    assert left == [20, 20]
    assert {row[2] for row in content(store)["ticket"]} == {at(2)}


def test_hashes_of_many_tickets_are_kept_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxtui.importing.unchanged.PART", 2)
    monkeypatch.setattr("cxtui.importing.unchanged.TOGETHER", 2)
    store = tmp_path / "floor.db"
    take(store, ALL, 0)
    first = key(store)
    with closing(sqlite3.connect(store)) as con:
        assert con.execute("SELECT part FROM as_found ORDER BY part").fetchall() == [(0,), (1,), (2,)]
    done = take(store, NEXT, 1)
    assert (done.new, done.changed, done.same) == (0, 2, sum(n for _, n in done.tables) - 2)
    assert (key(store), len(hashes(store))) == (first, 6)


def test_a_ticket_that_an_export_lacks_keeps_its_version_and_is_named(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    take(store, ALL, 0)
    done = take(store, NEXT[:-1], 1, full=True)
    assert done.gone == ("6",)
    versions = {row[1]: row[2] for row in content(store)["ticket"]}
    assert versions == {"6": at(0)} | {str(n): at(1) for n in range(1, 6)}
    assert {(row[1], row[3]) for row in content(store)["stated"]} == set(versions.items())
    # It is back, and found as it was.
    assert take(store, NEXT, 2).changed == 0
    assert {row[2] for row in content(store)["ticket"]} == {at(2)}


def test_nothing_is_left_out_of_an_export_of_before_or_of_the_same_instant(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    take(store, ALL, 1)
    first = key(store)
    assert take(store, NEXT, 1).tied == 2
    assert key(store) is None
    take(store, LATER, 3)
    third = key(store)
    assert third not in (None, first)
    take(store, ALL[1:], 2)
    assert key(store) is None


def test_nothing_is_left_out_after_a_live_batch(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    take(store, ALL, 0)
    ticket = dict.fromkeys(canonical.TABLES["ticket"].names) | {
        "source": "desk", "ticket": "2", "version_at": at(0) + 60, "version_seq": 0,
        "created_at": instant("2026-03-01 02:00"), "team": "billing", "customer": "c1",
    }  # fmt: skip
    with Writer(store) as writer:
        apply_rows(writer, {"ticket": [tuple(ticket.values())]}, "desk", "live", store_settings.defaults())
    assert hashes(store) == []
    # What came live is older than this export, which takes the team back.
    assert take(store, LATER, 1).changed == 4
    assert {row[6] for row in content(store)["ticket"]} == {"tech"}


def test_a_corrected_mapping_leaves_nothing_out(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    take(store, ALL, 0)
    assert take(store, ALL, 0, DESK.replace('team = "group"', 'team = "who"')).changed == 6
    assert {row[6] for row in content(store)["ticket"]} == {"c1"}
    other = DESK.replace('team = "group"', 'team = "agent"')
    assert take(store, NEXT, 1, other).changed == 8
    assert {row[6] for row in content(store)["ticket"]} == {"zoe"}


def test_what_is_kept_goes_with_what_it_says(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    take(store, ALL, 0)
    take(store, NEXT, 1)
    assert len(hashes(store)) == 6
    forget_run(store, 2)
    assert hashes(store) == []
    take(store, NEXT, 2)
    assert len(hashes(store)) == 6
    forget_source(store, "desk")
    assert hashes(store) == []


def test_no_hash_is_kept_of_somebody_erased(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    lines = [*ALL, line(7, "Open", "ann", "tech", "c2", ""), line(8, "Open", "zoe", "tech", "c2", "")]
    take(store, lines, 0)
    assert len(hashes(store)) == 8
    erase_one(store, "customer", "c2")
    assert hashes(store) == []
    take(store, [*NEXT, *lines[6:]], 1)
    assert len(hashes(store)) == 6
    take(store, [*LATER, *lines[6:]], 2)
    assert len(hashes(store)) == 6
    assert not any("'c2'" in str(row) for rows in content(store).values() for row in rows)


def test_no_hash_is_kept_of_tickets_that_a_store_does_not_keep(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    done = [line(n, "Resolved", "zoe", "tech", "c1", "") for n in range(1, 7)]
    take(store, done, 0)
    keep(store, KeptSince(instant("2026-03-05 00:00"), "a while"))
    assert hashes(store) == []
    late = line(7, "Open", "ann", "tech", "c2", "").replace("2026-03-01", "2026-03-06")
    assert take(store, [*done, late], 5).older > 0
    assert len(hashes(store)) == 1
    again = take(store, [*done, late], 6)
    assert (again.older > 0, again.changed) == (True, 0)
