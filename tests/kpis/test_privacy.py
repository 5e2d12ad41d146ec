"""What a picture for everybody does not say: names, words and small groups, by numbers that nobody can work out."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from cxtui.clock import DAY, parse_instant
from cxtui.console.wall.alerts import Breaches
from cxtui.kpis.feeds.masked_feed import MaskedFeed, Withheld
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Floor, Leaderboard, Waiting
from cxtui.kpis.lists import LISTS
from cxtui.kpis.lists.table import ListColumn, ListTable
from cxtui.kpis.privacy import LEAST, Privacy, Pseudonyms, masked, masked_table
from cxtui.kpis.query import Query
from tests.console import floors
from tests.console.fakes import FakeFeed
from tests.console.floors import NOW
from tests.console.parts import AGENTS, CUSTOMERS, SUBJECTS

HIDDEN = Privacy()
REASONS = ("refund dispute", "outage", "legal threat", "wrong delivery twice")


def backwards(keys: list[Any]) -> None:
    """A shuffle that a test can follow."""
    keys.reverse()


def texts(value: object) -> set[str]:
    """Return every text in a picture, however deep."""
    if isinstance(value, str):
        return {value}
    if is_dataclass(value) and not isinstance(value, type):
        return {one for part in fields(value) for one in texts(getattr(value, part.name))}
    if isinstance(value, tuple | list | frozenset):
        return {one for part in value for one in texts(part)}
    if hasattr(value, "items"):
        return {one for pair in value.items() for one in texts(pair)}
    return set()


def test_no_name_no_word_and_no_id_of_a_person_is_left() -> None:
    whole, hidden = floors.busy(), masked(floors.busy(), HIDDEN, Pseudonyms())
    people = {row.agent for row in whole.leaderboard.rows}
    secret = {*AGENTS, *CUSTOMERS, *SUBJECTS, *REASONS, *people}
    assert secret & texts(whole) >= {*AGENTS, *SUBJECTS[:3], "outage"}
    assert not secret & texts(hidden)


def test_numbers_and_counts_stay() -> None:
    whole = floors.busy()
    hidden = masked(whole, HIDDEN, Pseudonyms())
    assert hidden.metrics is whole.metrics and hidden.volume is whole.volume
    assert (hidden.responses.waiting, hidden.responses.breached) == (34, 2)
    assert [row.due_at for row in hidden.responses.rows] == [row.due_at for row in whole.responses.rows]
    assert [(r.rank, r.score, r.n) for r in hidden.leaderboard.rows if r.rank] == [
        (r.rank, r.score, r.n) for r in whole.leaderboard.rows if r.rank
    ]


def test_each_half_can_be_allowed_by_itself() -> None:
    whole = floors.busy()
    names = texts(masked(whole, Privacy(names=True), Pseudonyms()))
    agents = texts(masked(whole, Privacy(agents=True), Pseudonyms()))
    assert {*CUSTOMERS, *SUBJECTS} <= names and not set(AGENTS) & names
    assert set(AGENTS) <= agents and not {*CUSTOMERS, *SUBJECTS, *REASONS} & agents
    assert masked(whole, Privacy(True, True), Pseudonyms()) is whole


def test_who_has_a_ticket_is_somebody_whose_number_is_not_told() -> None:
    hidden = masked(floors.busy(), replace(HIDDEN, somebody="taken"), Pseudonyms())
    assert {row.assignee for row in hidden.responses.rows} == {None, "taken"}


def test_numbers_last_for_the_day_and_are_dealt_anew_on_the_next() -> None:
    dealt = Pseudonyms(backwards)
    first = masked(floors.busy(), HIDDEN, dealt).leaderboard.rows
    again = masked(replace(floors.busy(), as_of=NOW + 3600), HIDDEN, dealt).leaderboard.rows
    assert [row.name for row in first] == [row.name for row in again]
    assert {row.name for row in first} == {f"Agent {n}" for n in range(1, 13)}
    other = Pseudonyms(lambda keys: None)
    assert [row.name for row in masked(floors.busy(), HIDDEN, other).leaderboard.rows] != [row.name for row in first]
    dealt._shuffle = lambda keys: None
    tomorrow = masked(replace(floors.busy(), as_of=NOW + DAY), HIDDEN, dealt).leaderboard.rows
    assert [row.name for row in tomorrow if row.rank] != [row.name for row in first if row.rank]


def test_who_comes_later_in_the_day_changes_nobodys_number() -> None:
    dealt = Pseudonyms(backwards)
    assert dealt.deal([("a", "1"), ("a", "2")], day=0) == {("a", "1"): 2, ("a", "2"): 1}
    assert dealt.deal([("a", "0"), ("a", "1")], day=0) == {("a", "1"): 2, ("a", "2"): 1, ("a", "0"): 3}
    assert dealt.deal([("a", "1")], day=DAY) == {("a", "1"): 1}


def test_numbers_are_dealt_by_chance() -> None:
    keys = [("desk", str(i)) for i in range(40)]
    deals = [Pseudonyms().deal(keys, 0) for _ in range(5)]
    assert len({tuple(deal[key] for key in keys) for deal in deals}) == 5


def board(ranked: int, unranked: int = 0) -> Floor:
    rows = floors.busy().leaderboard.rows
    some = (*rows[:ranked], *(replace(row, rank=None) for row in rows[ranked : ranked + unranked]))
    return replace(floors.busy(), leaderboard=replace(floors.busy().leaderboard, rows=some))


@pytest.mark.parametrize(("ranked", "unranked", "shown"), [(5, 0, 5), (4, 3, 0), (1, 0, 0), (5, 4, 9)])
def test_fewer_than_five_ranked_agents_are_not_shown(ranked: int, unranked: int, shown: int) -> None:
    part = masked(board(ranked, unranked), HIDDEN, Pseudonyms()).leaderboard
    assert len(part.rows) == shown
    assert (part.missing is None) is bool(shown)
    if not shown:
        assert part.missing is not None and f"fewer than {LEAST}" in part.missing


def test_an_empty_leaderboard_says_what_it_said() -> None:
    assert masked(floors.empty(), HIDDEN, Pseudonyms()).leaderboard.missing == floors.empty().leaderboard.missing
    none = replace(floors.busy(), leaderboard=Leaderboard())
    assert masked(none, HIDDEN, Pseudonyms()).leaderboard.missing is None


def test_a_team_of_fewer_than_five_is_not_named() -> None:
    rows = floors.busy().leaderboard.rows
    teams = tuple(replace(row, team="Small" if i < 4 else "Large") for i, row in enumerate(rows))
    whole = replace(floors.busy(), leaderboard=replace(floors.busy().leaderboard, rows=teams))
    assert {row.team for row in masked(whole, HIDDEN, Pseudonyms()).leaderboard.rows} == {None, "Large"}


def table(*names: str, rows: tuple[tuple[Any, ...], ...]) -> ListTable:
    return ListTable("t", "T", tuple(ListColumn(name, "text", name) for name in names), rows)


def test_a_list_of_agents_is_under_their_numbers_of_the_floor() -> None:
    dealt = Pseudonyms(backwards)
    agents = [("helpdesk", f"a{i}") for i in range(1, 13)]
    dealt.deal(agents, 0)
    rows = tuple((source, agent, f"Name {agent}", 7, "Small") for source, agent in agents[:5])
    found = masked_table(table("source", "agent", "name", "n", "team", rows=rows), HIDDEN, dealt)
    numbers = dealt.deal([], 0)
    assert found.rows == tuple(("", str(numbers[key]), f"Agent {numbers[key]}", 7, None) for key in agents[:5])
    without = masked_table(table("agent", "name", rows=tuple((agent, agent) for _, agent in agents[:6])), HIDDEN, dealt)
    assert without.rows == tuple((str(numbers[key]), f"Agent {numbers[key]}") for key in agents[:6])


def test_a_list_that_tells_of_fewer_than_five_agents_is_empty_and_says_why() -> None:
    rows = tuple(("desk", f"a{i % 4}", "x") for i in range(40))
    found = masked_table(table("source", "agent", "name", rows=rows), HIDDEN, Pseudonyms())
    assert found.rows == () and found.missing is not None and "5" in found.missing
    assert masked_table(table("source", "agent", "name", rows=rows), Privacy(agents=True), Pseudonyms()).rows == rows


def test_a_list_of_teams_leaves_out_those_of_fewer_than_five() -> None:
    dealt = Pseudonyms()
    dealt.teams = {"Tech desk": 5, "Core": 4}
    rows = (("core", 9, 0.9), ("tech", 7, 0.8), ("odd", 1, 1.0), (None, 3, None))
    whole = table("team", "open", "csat", rows=rows)
    called = {"tech": "Tech desk", "core": "Core"}
    found = masked_table(whole, HIDDEN, dealt, called)
    assert found.rows == (rows[1], rows[3]) and found.missing is None
    assert found.note is not None and "teams of fewer than 5" in found.note
    assert masked_table(whole, Privacy(agents=True), dealt, called).rows == rows
    none = masked_table(table("team", "csat", rows=(("core", 0.9),)), HIDDEN, dealt, called)
    assert none.rows == () and none.missing is not None
    tickets = (("48120", "Core"), ("48121", "Tech desk"))
    assert masked_table(table("ticket", "team", rows=tickets), HIDDEN, dealt).rows == (("48120", None), tickets[1])


def test_the_sizes_of_teams_are_those_of_the_floor(packaged: Path) -> None:
    real = StoreFeed(packaged, at=parse_instant("2026-04-07 14:32", "UTC"))
    hidden = MaskedFeed(real, HIDDEN, dealt := Pseudonyms())
    hidden.read()
    found = hidden.answer(Query("list", ("teams",)))
    whole = real.answer(Query("list", ("teams",)))
    assert isinstance(found, ListTable) and isinstance(whole, ListTable)
    assert sum(dealt.teams.values()) == 12 and {"Mail desk", "Technical"} <= set(dealt.teams)
    large = {name for name, n in dealt.teams.items() if n >= LEAST}
    assert len(found.rows) == len(large) < len(whole.rows)
    real.close()


def test_a_list_of_customers_keeps_its_numbers_under_places() -> None:
    rows = (("desk", "c7", "Acme", "gold", 9), ("desk", "c2", "Globex", None, 4))
    whole = table("source", "customer", "name", "tier", "tickets", rows=rows)
    found = masked_table(whole, HIDDEN, Pseudonyms())
    assert found.rows == (("desk", "1", None, "gold", 9), ("desk", "2", None, None, 4))
    assert masked_table(whole, Privacy(names=True), Pseudonyms()).rows == rows


def test_a_list_of_numbers_stays_as_it_is() -> None:
    rows = (("chat", 4), ("email", 2))
    assert masked_table(table("channel", "tickets", rows=rows), HIDDEN, Pseudonyms()).rows == rows


def feed(privacy: Privacy = HIDDEN) -> tuple[MaskedFeed, FakeFeed]:
    real = FakeFeed(floors.busy())
    return MaskedFeed(real, privacy, Pseudonyms()), real


def test_a_feed_hides_and_passes_on_the_rest() -> None:
    hidden, real = feed()
    assert hidden.changed() and not set(AGENTS) & texts(hidden.read()) and hidden.triggers({"a": 1}) == ()
    assert real.evaluated == [{"a": 1}]
    hidden.close()
    assert real.closed


@pytest.mark.parametrize(
    "query",
    [
        Query("ticket", ("desk", "1")),
        Query("agent", ("desk", "a1")),
        Query("customer", ("desk", "c1")),
        Query("agent_tickets", ("desk", "a1", "csat")),
        Query("values"),
        Query("series", ("csat", "agent")),
        Query("series", ("csat", "team")),
        Query("something nobody knows yet", ("x",)),
    ],
    ids=lambda one: one.kind,
)
def test_what_is_not_known_to_be_without_names_is_withheld(query: Query) -> None:
    hidden, real = feed()
    real.answers = {(query.kind,): floors.ticket_view()}
    with pytest.raises(Withheld, match=query.kind):
        hidden.answer(query)
    assert real.queried == []
    allowed, real = feed(Privacy(True, True))
    real.answers = {(query.kind,): 7}
    assert allowed.answer(query) == 7


def test_lists_and_numbers_pass_a_feed_masked() -> None:
    hidden, real = feed()
    real.answers = {
        ("list", "top_customers"): table("customer", "name", rows=(("c1", "Acme"),)),
        ("number", "csat"): 5,
        ("list", "odd"): floors.ticket_view(),
    }
    found = hidden.answer(Query("list", ("top_customers",)))
    assert isinstance(found, ListTable) and found.rows == (("1", None),)
    assert hidden.answer(Query("number", ("csat",))) == 5
    for kind, *names in (("series", "csat"), ("series", "csat", "channel"), ("spread", "first_response"),
                         ("speeds", "wait"), ("scorecard", "quality"), ("triggers",)):  # fmt: skip
        real.answers[(kind, *names)] = 3
        assert hidden.answer(Query(kind, tuple(names))) == 3
    assert hidden.answer(Query("list", ("odd",))) is None


def test_every_list_there_is_names_nobody(floor_lists: Callable[[], list[ListTable]]) -> None:
    for one in floor_lists():
        found = masked_table(one, HIDDEN, Pseudonyms())
        names = [column.name for column in found.columns]
        for row in found.rows:
            by_name = dict(zip(names, row, strict=True))
            assert not {"customer"} & set(names) or str(by_name["customer"]).isdecimal(), one.name
            assert "agent" not in names or str(by_name["agent"]).isdecimal(), one.name


@pytest.fixture
def floor_lists(packaged: Path) -> Callable[[], list[ListTable]]:
    """Return every list of the fixtures, as of a busy afternoon."""
    real = StoreFeed(packaged, at=parse_instant("2026-04-07 14:32", "UTC"))

    def read() -> list[ListTable]:
        try:
            found = [real.answer(Query("list", (name,))) for name in LISTS]
        finally:
            real.close()
        return [one for one in found if isinstance(one, ListTable)]

    return read


def test_rows_hold_what_they_are_made_of() -> None:
    """A field that is added has to be judged before a wall shows it."""
    assert {one.name for one in fields(Waiting)} == {
        "source", "ticket", "subject", "customer", "customer_tier", "priority", "channel", "team", "assignee",
        "created_at", "due_at", "target_s", "calendar",
    }  # fmt: skip
    assert {one.name for one in fields(Floor)} == {
        "as_of", "zone", "live", "ended", "title", "metrics", "volume", "responses", "leaderboard", "escalations",
        "sources", "calendars", "doubts", "tickets", "version", "view", "agent_work",
    }  # fmt: skip


@pytest.mark.parametrize(("agents", "named"), [(LEAST - 1, False), (LEAST, True)])
def test_tickets_name_a_team_of_five_and_none_of_four(agents: int, named: bool) -> None:
    whole = floors.busy()
    ranked = tuple(replace(row, team="Group" if i < agents else "Rest") for i, row in enumerate(whole.leaderboard.rows))
    floor = replace(
        whole,
        leaderboard=replace(whole.leaderboard, rows=ranked),
        responses=replace(whole.responses, rows=tuple(replace(r, team="Group") for r in whole.responses.rows)),
        escalations=replace(
            whole.escalations, rows=tuple(replace(r, team="Group", tier="2") for r in whole.escalations.rows)
        ),
    )
    pseudonyms = Pseudonyms()
    hidden = masked(floor, HIDDEN, pseudonyms)
    column = "Group" if named else None
    assert {row.team for row in hidden.responses.rows} == {column}
    assert {(row.team, row.tier) for row in hidden.escalations.rows} == {(column, "2" if named else None)}
    due = min(row.due_at for row in hidden.responses.rows if row.due_at is not None)
    breaches = Breaches()
    assert breaches.see(hidden, due - 1) == []
    (alert, *_) = breaches.see(hidden, due + 1)
    assert ("Group" in alert.words) is named
    table = ListTable(
        "t", "T", (ListColumn("ticket", "text", "t"), ListColumn("team", "text", "team")), (("1", "g"), ("2", None))
    )
    shown = masked_table(table, HIDDEN, pseudonyms, {"g": "Group"})
    assert shown.rows == (("1", "g" if named else None), ("2", None))
    assert {row.team for row in masked(floor, Privacy(agents=True), Pseudonyms()).responses.rows} == {"Group"}
