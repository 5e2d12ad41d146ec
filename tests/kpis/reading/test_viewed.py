"""A floor in a view: of a filter it is the floor of a store with those tickets alone, of a period what explains it."""

import csv
import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest

from cxtui.errors import StoreTrouble
from cxtui.importing.rows import apply_rows
from cxtui.importing.run import Request, run
from cxtui.kpis.explain import Explanation
from cxtui.kpis.feed import QueryCancelled
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Floor, Leaderboard, Metric, Volume
from cxtui.kpis.query import Query, View
from cxtui.kpis.reading.headlines import HEADLINES
from cxtui.settings import defaults
from cxtui.store.writer import Writer
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import FIXTURES, stored

MOMENTS = ("2026-04-07 12:00", "2026-04-02 15:07", "2026-03-30 23:59")


def viewed(store: Path, at: str | int, view: View) -> Floor:
    """Return the floor in a view by a reader that kept nothing."""
    with closing(StoreFeed(store, at=instant(at) if isinstance(at, str) else at)) as feed:
        return feed.read(view)


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of the packaged folder."""
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text()
    return list(csv.DictReader(io.StringIO(text)))


def part(folder: Path, keep: Callable[[str, str, dict[str, str]], bool]) -> Path:
    """Write the packaged tables into a folder, rows of which ``keep(table, name, row)`` says so."""
    folder.mkdir()
    for path in sorted(FIXTURES.iterdir()):
        if ".csv" in path.suffixes:
            name = path.name.partition(".")[0]
            rows = [row for row in rows_of(path) if keep(name, path.name, row)]
            with (folder / f"{name}.csv").open("w", newline="") as file:
                writer = csv.DictWriter(file, rows_of(path)[0].keys())
                writer.writeheader()
                writer.writerows(rows)
    return folder


@pytest.fixture(scope="module")
def businesses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Return a tier, and a store with the tickets of its customers alone."""
    folder = tmp_path_factory.mktemp("tier")
    tiers = {row["customer"]: row["tier"] for row in rows_of(FIXTURES / "customer.csv.gz")}
    tickets = rows_of(FIXTURES / "ticket.csv.gz")
    counts = {tier: sum(tiers.get(row["customer"]) == tier for row in tickets) for tier in set(tiers.values())}
    tier = sorted(counts, key=lambda tier: counts[tier])[-2]
    assert 0 < counts[tier] < len(tickets)
    kept = {row["ticket"] for row in tickets if tiers.get(row["customer"]) == tier}

    def keep(name: str, _: str, row: dict[str, str]) -> bool:
        if name in ("customer", "contract", "purchase"):
            return tiers.get(row["customer"]) == tier
        return row["ticket"] in kept if "ticket" in row else True

    store = folder / "floor.db"
    run(store, Request((part(folder / "rows", keep),), "canonical"))
    yield tier, store


def numbers(metric: Metric) -> object:
    """Return what of a number two stores agree on."""
    return pytest.approx(
        [metric.value, metric.previous, metric.n, metric.waiting, metric.at_least, metric.approximate], rel=1e-9
    )


def known(volume: Volume) -> tuple[object, ...]:
    rows = (volume.inflow, volume.outflow, volume.backlog)
    return volume.starts, *rows, volume.last_inflow, volume.last_outflow, volume.last_backlog, volume.by_channel


def ranked(board: Leaderboard) -> list[tuple[object, ...]]:
    return [(row.agent, row.rank, row.shared, row.n, row.volume) for row in board.rows if row.n]


@pytest.mark.parametrize("at", MOMENTS)
def test_a_filter_shows_the_floor_of_those_tickets_alone(packaged: Path, businesses: tuple[str, Path], at: str) -> None:
    tier, store = businesses
    filtered, alone = viewed(packaged, at, View(where=f"tier:{tier}")), viewed(store, at, View())
    assert filtered.title == f"tier:{tier}" and alone.title == "all teams"
    assert filtered.metrics["solved"].n > 0
    for name in HEADLINES:
        one, other = filtered.metrics[name], alone.metrics[name]
        assert [one.value, one.previous, one.n, one.waiting, one.at_least, one.approximate] == numbers(other), name
        assert (one.target, one.state, one.missing) == (other.target, other.state, other.missing), name
    assert [asdict(row) for row in filtered.responses.rows] == [asdict(row) for row in alone.responses.rows]
    assert filtered.responses.waiting == alone.responses.waiting
    assert filtered.responses.breached == alone.responses.breached
    assert [asdict(row) for row in filtered.escalations.rows] == [asdict(row) for row in alone.escalations.rows]
    assert (filtered.escalations.open, filtered.escalations.breached) == (
        alone.escalations.open, alone.escalations.breached,
    )  # fmt: skip
    assert known(filtered.volume) == known(alone.volume)
    assert ranked(filtered.leaderboard) == ranked(alone.leaderboard)
    assert ranked(filtered.leaderboard)
    scores = {row.agent: row.score for row in alone.leaderboard.rows}
    for row in filtered.leaderboard.rows:
        if row.n:
            assert row.score == (None if scores[row.agent] is None else pytest.approx(scores[row.agent])), row.agent


def test_a_filter_that_leaves_nothing_out_is_the_whole_floor(packaged: Path) -> None:
    whole, all_of_it = (viewed(packaged, MOMENTS[0], View(where=where)) for where in ("", "source:simulator"))
    for name in HEADLINES:
        one, other = all_of_it.metrics[name], whole.metrics[name]
        assert [one.value, one.previous, one.n, one.waiting, one.at_least, one.approximate] == numbers(other), name
    assert [row.ticket for row in all_of_it.responses.rows] == [row.ticket for row in whole.responses.rows]
    assert known(all_of_it.volume) == known(whole.volume)
    assert ranked(all_of_it.leaderboard) == ranked(whole.leaderboard)


def test_what_waits_is_filtered_before_the_list_is_cut(tmp_path: Path) -> None:
    history = History()
    for i in range(300):
        history.ticket(f"t{i:03d}", f"2025-01-14 09:{i // 60:02d}:{i % 60:02d}", channel="email")
        history.status(f"t{i:03d}", f"2025-01-14 09:{i // 60:02d}:{i % 60:02d}", "new")
    history.ticket("last", "2025-01-14 10:00", channel="chat").status("last", "2025-01-14 10:00", "new")
    store = stored(history, tmp_path / "floor.db")
    floor = viewed(store, "2025-01-14 10:01", View(where="channel:chat"))
    assert [row.ticket for row in floor.responses.rows] == ["last"] and floor.responses.waiting == 1
    assert floor.volume.by_channel == (("chat", 1),)
    assert viewed(store, "2025-01-14 10:01", View(where="!channel:chat")).responses.waiting == 300


SUBJECTS = {
    "percent": "100% off", "hundred": "1000 off", "under": "a_b", "other": "axb", "slash": "C:\\temp", "star": "x*y",
    "bracket": "[x]", "city": "Fahrt nach ŁÓDŹ", "quote": "it's \"so\"", "none": None,
}  # fmt: skip

GLOBEX = set(list(SUBJECTS)[::2])
"""Tickets of the customer Globex_1; the others are Acme's."""


@pytest.fixture(scope="module")
def worded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    history = History()
    history.add("customer", customer="c1", name="Acme GmbH").add("customer", customer="c2", name="Globex_1")
    for i, (ticket, subject) in enumerate(SUBJECTS.items()):
        history.ticket(ticket, f"2025-01-14 09:{i:02d}", subject=subject, customer="c2" if ticket in GLOBEX else "c1")
        history.status(ticket, f"2025-01-14 09:{i:02d}", "new")
    history.ticket("stray", "2025-01-14 09:30", customer="unlisted-Zoë").status("stray", "2025-01-14 09:30", "new")
    return stored(history, tmp_path_factory.mktemp("worded") / "floor.db")


@pytest.mark.parametrize(
    ("where", "tickets"),
    [
        ("100%", {"percent"}),
        ("0%", {"percent"}),
        ("100", {"percent", "hundred"}),
        ("a_b", {"under"}),
        ("_", GLOBEX | {"under"}),
        ('"c:\\temp"', {"slash"}),
        ("x*y", {"star"}),
        ("[X]", {"bracket"}),
        ("łódź", {"city"}),
        ("ŁÓDŹ nach", {"city"}),
        ('"nach łódź"', {"city"}),
        ("acme", set(SUBJECTS) - GLOBEX),
        ("ACME !star !city", set(SUBJECTS) - GLOBEX - {"star", "city"}),
        ("zoË", {"stray"}),
        ("hundred", {"hundred"}),
        ('"it\'s ""so"""', {"quote"}),
        ("%", {"percent"}),
    ],
)
def test_words_are_parts_and_nothing_in_them_is_a_wildcard(worded: Path, where: str, tickets: set[str]) -> None:
    floor = viewed(worded, "2025-01-14 10:00", View(where=where))
    assert {row.ticket for row in floor.responses.rows} == tickets
    assert floor.metrics["created"].n == floor.metrics["backlog"].n == len(tickets)
    assert sum(n for n in floor.volume.inflow if n) == len(tickets)


@pytest.mark.parametrize("against", ["before", "weekdays"])
@pytest.mark.parametrize("where", ["", "channel:chat", "the"])
@pytest.mark.parametrize("period", ["today", "yesterday", "7d", "quarter", "2026-03-20..2026-03-25"])
def test_a_period_shows_what_explains_it(packaged: Path, period: str, where: str, against: str) -> None:
    view = View(period, where, "weekdays" if against == "weekdays" else "before")
    with closing(StoreFeed(packaged, at=instant(MOMENTS[0]))) as feed:
        floor = feed.read(view)
        now = feed.read(View(where=where))
        for name in HEADLINES:
            found = feed.answer(Query("number", (name,), view))
            assert isinstance(found, Explanation) and found.metric is not None
            metric = floor.metrics[name]
            assert (metric.value, metric.n, metric.waiting) == (
                found.metric.value, found.metric.n, found.metric.waiting,
            ), name  # fmt: skip
            if name != "backlog":
                assert found.before is not None
                assert metric.previous == found.before.value, name
    assert floor.metrics["backlog"].value == now.metrics["backlog"].value
    assert [row.ticket for row in floor.responses.rows] == [row.ticket for row in now.responses.rows]


@pytest.mark.parametrize("where", ["", "channel:email", "!tier:none"])
def test_days_of_a_period_are_those_days_in_quarter_hours(packaged: Path, where: str) -> None:
    week = viewed(packaged, MOMENTS[0], View("2026-03-27..2026-04-02", where)).volume
    assert (week.step, len(week.starts)) == ("day", 7)
    for i, day in enumerate(("27", "28", "29", "30", "31")):
        one = viewed(packaged, MOMENTS[0], View(f"2026-03-{day}", where)).volume
        assert one.step == "quarter" and one.starts[0] == week.starts[i]
        assert week.inflow[i] == sum(n or 0 for n in one.inflow)
        assert week.outflow[i] == sum(n or 0 for n in one.outflow)
        assert week.backlog[i] == one.backlog[-1]
    before = viewed(packaged, MOMENTS[0], View("2026-03-20..2026-03-26", where)).volume
    assert (week.last_inflow, week.last_backlog) == (before.inflow, before.backlog)
    running = viewed(packaged, MOMENTS[0], View("2026-04-05..2026-04-09", where)).volume
    assert [n is None for n in running.inflow] == [False, False, False, True, True]


def test_a_filter_by_agent_leaves_ranks_as_they_are(packaged: Path) -> None:
    whole = viewed(packaged, MOMENTS[0], View()).leaderboard
    one = viewed(packaged, MOMENTS[0], View(where="agent:a01")).leaderboard
    (row,) = one.rows
    same = next(each for each in whole.rows if each.agent == "a01")
    assert (row.rank, row.n) == (same.rank, same.n) and row.score == pytest.approx(same.score)


@pytest.mark.parametrize("view", [View(where="tema:x"), View(period="soon"), View(where='"open')])
def test_a_view_that_is_none_is_a_state(packaged: Path, view: View) -> None:
    with closing(StoreFeed(packaged, at=instant(MOMENTS[0]))) as feed:
        with pytest.raises(StoreTrouble) as caught:
            feed.read(view)
        assert caught.value.trouble == "failed"
        assert feed.read().metrics["backlog"].value is not None


def test_lists_are_fresh_while_numbers_rest(tmp_path: Path) -> None:
    history = History().ticket("one", "2025-01-14 09:00", channel="chat").status("one", "2025-01-14 09:00", "new")
    store = stored(history, tmp_path / "floor.db")
    with closing(StoreFeed(store, at=instant("2025-01-14 10:00"), keep_board_s=3600)) as feed:
        view = View(where="channel:chat")
        assert feed.read(view).metrics["created"].n == 1
        later = History().ticket("two", "2025-01-14 09:30", channel="chat").status("two", "2025-01-14 09:30", "new")
        later.rows["event"] = [(*row[:1], "f1", *row[2:]) for row in later.rows["event"]]
        with Writer(store) as writer:
            apply_rows(writer, later.rows, "s", "hand", defaults())
        floor = feed.read(view)
        assert [row.ticket for row in floor.responses.rows] == ["one", "two"]
        assert floor.metrics["created"].n == 1


def test_a_slow_view_is_read_in_stretches_until_nobody_wants_it(
    packaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cxtui.kpis.reading import viewed as module

    monkeypatch.setattr(module, "STRETCH_S", 0.0)
    whole = viewed(packaged, MOMENTS[0], View("7d", "the"))
    with closing(StoreFeed(packaged, at=instant(MOMENTS[0]))) as feed:
        views: list[View] = []

        def wanted(view: View) -> bool:
            views.append(view)
            return len(views) < 3

        feed.still_wanted = wanted
        with pytest.raises(QueryCancelled):
            feed.read(View("7d", "the"))
        assert views == [View("7d", "the")] * 3
        feed.still_wanted = lambda view: True
        floor = feed.read(View("7d", "the"))
    assert {name: (one.value, one.previous) for name, one in floor.metrics.items()} == {
        name: (one.value, one.previous) for name, one in whole.metrics.items()
    }
    assert known(floor.volume) == known(whole.volume)
