"""Exports of generated histories: in any order they end in one store, which says at each instant what events say."""

import itertools
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import cxtui
from cxtui.exporting.catalogue import records_sheet
from cxtui.importing.run import Request, run
from cxtui.store.check import check
from cxtui.store.forgetting import forget_run
from cxtui.store.read.units import NO_FILTER
from cxtui.store.rebuilt import compare
from tests.facts.histories import instant
from tests.importing.stores import differing

DESK = """
kind = "state"
zone = "UTC"
times = ["epoch"]
ticket = { ticket = "id", created_at = "opened", team = "group", priority = "prio" }
stated = { status = "status", assignee = "agent", resolved_at = "resolved", closed_at = "closed" }
"""
START = instant("2026-03-02 00:00")
MINUTE = 60
EXPORTS = (300, 600)
"""Minutes of the two exports; histories go on after the second one."""

DONE = ("solved", "closed")
WORDS = {
    "status": ("open", "pending", "hold", "solved", "closed"),
    "agent": ("ann", "bob", ""),
    "group": ("tech", "billing"),
    "prio": ("low", "high"),
}


@dataclass(frozen=True)
class Change:
    """One cell of a ticket that changes at a minute."""

    at: int
    column: str
    word: str


@dataclass(frozen=True)
class Life:
    """A ticket created at a minute, and everything that happened to it, in order of time."""

    created: int
    changes: tuple[Change, ...]

    def words(self, at: int) -> dict[str, str]:
        """Return the cells of the ticket as they stood at a minute."""
        found = {"status": "new", "agent": "", "group": "tech", "prio": "low"}
        return found | {c.column: c.word for c in self.changes if c.at <= at}

    def done_at(self, at: int, words: tuple[str, ...]) -> int | None:
        """Return since when the ticket stands in one of some statuses at a minute; None if it stands in another."""
        since, before = None, "new"
        for change in (c for c in self.changes if c.column == "status" and c.at <= at):
            if change.word in words and before not in words:
                since = change.at
            before = change.word
        return since if before in words else None

    def reopened(self, at: int) -> int:
        """Return how often the ticket left its end until a minute."""
        statuses = ["new", *(c.word for c in self.changes if c.column == "status" and c.at <= at)]
        return sum(was in DONE and now not in DONE for was, now in itertools.pairwise(statuses))


@st.composite
def lives(draw: st.DrawFn) -> Life:
    created = draw(st.integers(0, 500))
    kinds = [st.tuples(st.just(column), st.sampled_from(words)) for column, words in WORDS.items()]
    # One change a minute: an export cannot tell the order within one.
    at = draw(st.lists(st.integers(created + 1, 800), max_size=8, unique=True))
    return Life(created, tuple(Change(one, *draw(st.one_of(kinds))) for one in sorted(at)))


def export(histories: list[Life], at: int) -> str:
    """Return the CSV that a helpdesk would write at a minute."""
    lines = ["id,status,agent,group,prio,opened,resolved,closed"]
    for number, life in enumerate(histories):
        if life.created > at:
            continue
        times = (life.created, life.done_at(at, DONE), life.done_at(at, ("closed",)))
        cells = [str(number), *life.words(at).values(), *("" if t is None else str(START + t * MINUTE) for t in times)]
        lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


def take(store: Path, histories: list[Life], at: int) -> None:
    folder = store.parent
    (folder / "desk.toml").write_text(DESK)
    (folder / "export.csv").write_text(export(histories, at))
    run(store, Request((folder / "export.csv",), str(folder / "desk.toml"), as_of=START + at * MINUTE))


def read(store: Path, at: int) -> dict[str, dict[str, object]]:
    """Return the facts of every ticket as of a minute, by its id."""
    with cxtui.open(store, at=START + at * MINUTE) as floor, floor.asking() as questions:
        sheet = records_sheet(questions, "tickets", None, NO_FILTER)
        names = [column.name for column in sheet.columns]
        return {str(row[1]): dict(zip(names, row, strict=True)) for row in sheet.rows}


def holds(store: Path, histories: list[Life], at: int) -> None:
    """Assert that a store says of the tickets at a minute what their events say."""
    found = read(store, at)
    assert set(found) == {str(n) for n, life in enumerate(histories) if life.created <= at}
    for number, fact in found.items():
        life = histories[int(number)]
        words = {name: word or None for name, word in life.words(at).items()}
        assert [fact[c] for c in ("status", "agent", "team", "priority")] == list(words.values())
        since = life.done_at(at, DONE)
        if since is not None:
            assert fact["last_solved_at"] == START + since * MINUTE
        assert fact["reopens"] <= life.reopened(at)  # type: ignore[operator]
        # Open where it was solved before, or solved at another time than before.
        seen = [life.done_at(t, DONE) for t in EXPORTS if life.created <= t <= at]
        assert fact["reopens"] == sum(a is not None and a != b for a, b in itertools.pairwise(seen))


@settings(max_examples=3, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(histories=st.lists(lives(), min_size=40, max_size=60).filter(lambda some: any(o.created <= 300 for o in some)))
def test_two_exports_in_either_order_say_at_both_instants_what_events_say(histories: list[Life]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, other, first = (Path(folder) / f"{name}.db" for name in ("one", "other", "first"))
        early, late = EXPORTS
        take(one, histories, early)
        shutil.copy(one, first)
        take(one, histories, late)
        take(other, histories, late)
        take(other, histories, early)
        assert differing(one, other) == {}
        for at in EXPORTS:
            holds(one, histories, at)
        assert check(one).sound and compare(one).sound and compare(other).sound
        forget_run(one, 2)
        assert differing(one, first) == {}
        assert check(one).sound and compare(one).sound
