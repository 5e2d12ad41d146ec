"""A floor as of an instant in the middle of a log is the floor of a store that never saw the rest of it.

tests/proof/test_past.py has the law for everything that can be asked, over histories drawn to be hard. Here it is asked
of the packaged log, imported until then: cut down to tickets without removals that are as they were created, since a
row that was written later is not what a source would have given before.
"""

import csv
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxtui.importing.run import Request, run
from cxtui.kpis.floor import Floor
from tests.facts.histories import instant
from tests.kpis.reading.oracle import Life, table
from tests.kpis.reading.stores import FIXTURES, floor

FIRST, LAST = instant("2026-03-20"), instant("2026-04-08 12:30")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, lives: list[Life]) -> Path:
    """Return the packaged folder without tickets that were removed, or written anew after they were created."""
    as_created = {row["ticket"] for row in table(FIXTURES, "ticket") if row["version_at"] == row["created_at"]}
    kept = {life.ticket for life in lives if life.backlog and not life.excluded and not _removed(life)} & as_created
    assert len(kept) > 1_500
    folder = tmp_path_factory.mktemp("plain")
    for file in FIXTURES.glob("*.csv*"):
        name = file.name.partition(".")[0]
        if name not in ("ticket", "event", "rating", "qa_score", "handle"):
            shutil.copy(file, folder)
            continue
        rows = [row for row in table(FIXTURES, name) if not row.get("ticket") or row["ticket"] in kept]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    return folder


def _removed(life: Life) -> bool:
    return any(e["kind"] in ("merged", "deleted", "spam") for _, e in life.events)


@pytest.fixture(scope="module")
def whole(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store of the whole log."""
    store = tmp_path_factory.mktemp("whole") / "floor.db"
    run(store, Request((plain,), "canonical"))
    return store


def _numbers(seen: Floor) -> dict[str, object]:
    metrics = {
        name: (m.value, m.n, m.waiting, m.previous, m.state, m.approximate, m.at_least, m.missing)
        for name, m in seen.metrics.items()
    }
    volume = seen.volume
    waiting = [(r.ticket, r.due_at, r.assignee, r.created_at, r.subject) for r in seen.responses.rows]
    escalated = [(r.ticket, r.escalated_at, r.assignee, r.breached) for r in seen.escalations.rows]
    agents = [(row.agent, row.rank, [(c.name, c.value, c.n) for c in row.components]) for row in seen.leaderboard.rows]
    return {
        **metrics,
        "inflow": volume.inflow, "outflow": volume.outflow, "backlog by quarter": volume.backlog,
        "last week": (volume.last_inflow, volume.last_outflow, volume.last_backlog),
        "channels": volume.by_channel,
        "waiting": (seen.responses.waiting, seen.responses.breached, waiting),
        "escalated": (seen.escalations.open, seen.escalations.breached, escalated),
        "agents": (seen.leaderboard.from_at, seen.leaderboard.to_at, agents),
    }  # fmt: skip


@given(at=st.integers(FIRST, LAST))
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_past_does_not_know_what_came_later(
    plain: Path, whole: Path, tmp_path_factory: pytest.TempPathFactory, at: int
) -> None:
    cut = tmp_path_factory.mktemp("cut") / "floor.db"
    run(cut, Request((plain,), "canonical", until=at))
    seen, expected = _numbers(floor(whole, at)), _numbers(floor(cut, at))
    assert {k: v for k, v in seen.items() if v != expected[k]} == {k: v for k, v in expected.items() if v != seen[k]}


def test_live_and_as_of_the_end_are_the_same_floor(packaged: Path) -> None:
    seen, past = floor(packaged, LAST + 60, live=True), floor(packaged, LAST + 60)
    assert _numbers(seen) == _numbers(past)
    assert (seen.live, past.live) == (True, False)
    assert [r.score for r in seen.leaderboard.rows] == [r.score for r in past.leaderboard.rows]
    assert seen.leaderboard.to_at == LAST + 61
