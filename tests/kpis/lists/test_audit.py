"""The gaming audit as a list: the rows of a hand-made desk, whom a filter leaves, and what cannot be looked at."""

from contextlib import closing
from pathlib import Path

import pytest

from cxtui.errors import UsageError
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.lists import LISTS, ListTable
from cxtui.kpis.question.filters import parse_filter
from tests.facts.histories import instant
from tests.kpis.reading.stores import stored
from tests.kpis.reading.test_audit import Desk, solve

AT = "2025-01-20 12:00"


def audited(store: Path, words: str = "", period: str | None = None, at: str = AT) -> ListTable:
    """Return the list as of an instant."""
    with closing(StoreFeed(store, instant(at))) as feed, feed.asking() as opened:
        definition = LISTS["audit"]
        return definition.read(opened, opened.question_of(definition.span, period, parse_filter(words)))


def rows(found: ListTable, suspicion: str) -> dict[str, dict[str, object]]:
    """Return the rows of a suspicion by agent."""
    names = [column.name for column in found.columns]
    listed = [dict(zip(names, row, strict=True)) for row in found.rows]
    return {str(row["agent"]): row for row in listed if row["suspicion"] == suspicion}


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    """Return a desk on which one of two solves without a word: 12 of 24, the other 0 of 26."""
    desk = Desk()
    for n in range(24):
        solve(desk, f"x{n}", 2 + n % 15, "a1", replies=n % 2)
    for n in range(26):
        solve(desk, f"y{n}", 2 + n % 15, "a2")
    return stored(desk, tmp_path / "floor.db")


def test_a_rate_beside_the_floors_with_its_interval(silent: Path) -> None:
    found = audited(silent)
    of = rows(found, "solved without a reply")
    one, other = of["a1"], of["a2"]
    assert (one["name"], one["hits"], one["n"], one["rate"]) == ("A1", 12, 24, 0.5)
    # Wilson's interval of 12 of 24 at 1.96 lies around a half: .5 ± .18587.
    assert (one["low"], one["high"]) == (pytest.approx(0.3143, abs=5e-4), pytest.approx(0.6857, abs=5e-4))
    assert one["usual"] == other["usual"] == 12 / 50
    # The chance of 12 or more of 24 at .24 is .0051: not what luck would hardly do.
    assert (one["stands_out"], other["stands_out"], other["rate"], other["low"]) == (None, None, 0.0, 0.0)
    assert found.note is not None and found.note.startswith("facts to look into, no accusation")
    assert "no accusation" in LISTS["audit"].words


def test_what_luck_would_hardly_do_stands_out_and_few_are_too_few(tmp_path: Path) -> None:
    desk = Desk()
    for n in range(20):
        solve(desk, f"x{n}", 2 + n % 15, "a1", replies=0)
    for n in range(60):
        solve(desk, f"y{n}", 2 + n % 15, "a2")
    desk.add("agent", agent="a3", kind="human", name="A3")
    solve(desk, "z", 5, "a3", replies=0)
    of = rows(audited(stored(desk, tmp_path / "floor.db")), "solved without a reply")
    assert (of["a1"]["stands_out"], of["a2"]["stands_out"], of["a3"]["stands_out"]) == ("stands out", None, "under 20")


def test_agents_of_a_filter_are_compared_with_the_whole_floor(silent: Path) -> None:
    of = rows(audited(silent, "agent:a1"), "solved without a reply")
    assert list(of) == ["a1"] and of["a1"]["usual"] == 12 / 50
    assert set(rows(audited(silent, "!agent:a1"), "solved without a reply")) == {"a2"}
    assert set(rows(audited(silent, "team:none"), "solved without a reply")) == {"a1", "a2"}
    with pytest.raises(UsageError, match="not channel"):
        audited(silent, "channel:chat")


def test_a_period_of_its_own(silent: Path) -> None:
    # The second to the sixteenth of January in turn: x0, x15 (with a reply) and y0, y15 fell on the second.
    of = rows(audited(silent, period="2025-01-02"), "solved without a reply")
    assert {agent: (row["hits"], row["n"]) for agent, row in of.items()} == {"a1": (1, 2), "a2": (0, 2)}


def test_what_cannot_be_looked_at_is_named(tmp_path: Path) -> None:
    desk = Desk("topic", "ratings")
    solve(desk, "one", 5, "a1")
    note = audited(stored(desk, tmp_path / "floor.db")).note or ""
    assert "not looked at: easy topics (no topics in this store" in note
    assert "survey not sent (no surveys in this store" in note


def test_without_any_history_it_says_what_to_import(tmp_path: Path) -> None:
    found = audited(stored(Desk("messages", "status", "topic", "ratings", "assignee"), tmp_path / "floor.db"))
    assert found.rows == () and found.missing is not None and "no messages in this store" in found.missing


def test_every_agent_of_the_packaged_floor_has_a_row_in_each(packaged: Path) -> None:
    found = audited(packaged, at="2026-04-10 12:00")
    assert found.missing is None and all(len(row) == len(found.columns) for row in found.rows)
    of = rows(found, "survey not sent")
    assert len(of) == 12
    hits, n = (sum(row[key] for row in of.values()) for key in ("hits", "n"))  # type: ignore[misc]
    assert {row["usual"] for row in of.values()} == {hits / n}
    assert rows(found, "solved without a reply").keys() == of.keys()
