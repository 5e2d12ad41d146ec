"""Laws that every number keeps, whatever happened: over generated floors, from the models' own rows."""

from collections import Counter, defaultdict
from itertools import pairwise
from random import Random

import pytest

from tests.proof.drawing import draw_world
from tests.proof.engines import lite_of
from tests.proof.setups import SETUPS
from tests.proof.world import END, Row, Setup, World

TIMED = ("new", "open", "pending", "hold")


@pytest.fixture(scope="module", params=SETUPS, ids=lambda s: s.name)
def floor(request: pytest.FixtureRequest) -> tuple[World, dict[str, list[Row]]]:
    """Return a floor with what the models make of it, the steps of statuses included."""
    setup: Setup = request.param
    world = draw_world(Random(7), 300, setup)
    lite = lite_of(setup)
    made = lite.facts(world)
    made["step"] = lite.rows(
        "SELECT source, ticket, s.* FROM temp.status_step s JOIN temp.ticket t ON t.tno = s.tno ORDER BY 1, 2, s.seq"
    )
    return world, made


def test_status_spans_sum_to_the_tickets_life(floor: tuple[World, dict[str, list[Row]]]) -> None:
    world, made = floor
    facts = {(f["source"], f["ticket"]): f for f in made["ticket_fact"]}
    steps: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for step in made["step"]:
        steps[step["source"], step["ticket"]].append(step)
    for ticket in world.rows["ticket"]:
        own = steps[ticket["source"], ticket["ticket"]]
        assert (own[0]["from_at"], own[-1]["to_at"]) == (ticket["created_at"], END)
        assert all(a["to_at"] == b["from_at"] and a["from_at"] <= a["to_at"] for a, b in pairwise(own))
        until = own[-1]["from_at"]
        elsewhere = sum(s["to_at"] - s["from_at"] for s in own[:-1] if s["gone"] or s["status"] not in TIMED)
        fact = facts[ticket["source"], ticket["ticket"]]
        assert sum(fact[f"{status}_s"] for status in TIMED) + elsewhere == until - ticket["created_at"]


def test_business_time_is_at_most_calendar_time(floor: tuple[World, dict[str, list[Row]]]) -> None:
    """And equal to it where the calendar is always open."""
    world, made = floor
    always = world.setup.name == "always open"
    pairs = [("first_reply_s", "first_reply_business_s"), ("first_resolution_s", "first_resolution_business_s")]
    pairs += [("full_resolution_s", "full_resolution_business_s"), ("solve_s", "solve_business_s")]
    pairs += [(f"{status}_s", f"{status}_business_s") for status in TIMED]
    n = 0
    for fact in made["ticket_fact"]:
        for calendar, business in pairs:
            if fact[calendar] is not None:
                assert 0 <= fact[business] <= fact[calendar]
                n += fact[business] < fact[calendar]
                assert not (always and fact["source"] == "s" and fact[business] != fact[calendar])
    assert n > 0


def test_the_backlog_balance_closes(floor: tuple[World, dict[str, list[Row]]]) -> None:
    """Backlog at the end − at the start = entries − exits, by day, and every transition has a label."""
    _, made = floor
    spans = made["backlog_span"]
    entries, exits = _transitions(made["step"])
    assert {*entries.values()} == {"created", "reopened", "came back"} and {*exits.values()} == {"solved", "removed"}
    moments = sorted({s["from_at"] for s in spans})
    first = moments[0] - moments[0] % 900 - 900
    edges = range(first, moments[-1] + 40 * 86_400, 7 * 86_400)
    for start, end in pairwise(edges):
        at_start, at_end = (sum(s["from_at"] < at <= s["to_at"] for s in spans) for at in (start, end))
        entered = sum(start <= s["from_at"] < end for s in spans)
        left = sum(start <= s["to_at"] < end for s in spans)
        quarters = [q for q in made["flow_quarter"] if start <= q["quarter"] < end]
        assert (sum(q["entered"] for q in quarters), sum(q["left_backlog"] for q in quarters)) == (entered, left)
        assert at_end - at_start == entered - left
    for span in spans:
        key = (span["source"], span["ticket"])
        assert (*key, span["from_at"]) in entries
        assert span["to_at"] == END or (*key, span["to_at"]) in exits


def _transitions(steps: list[Row]) -> tuple[dict[tuple[str, str, int], str], dict[tuple[str, str, int], str]]:
    """Return the labelled ways into the backlog and out of it by (source, ticket, instant)."""
    entries: dict[tuple[str, str, int], str] = {}
    exits: dict[tuple[str, str, int], str] = {}
    for step in steps:
        place = (step["source"], step["ticket"], step["from_at"])
        inside = not step["gone"] and step["status"] in TIMED
        before = step["previous"] is not None and not step["previous_gone"] and step["previous"] in TIMED
        if inside and not before:
            entries[place] = (
                "created" if step["previous"] is None else "came back" if step["previous_gone"] else "reopened"
            )
        if before and not inside:
            exits[place] = "removed" if step["gone"] else "solved"
    return entries, exits


def test_credits_of_a_ticket_sum_to_one(floor: tuple[World, dict[str, list[Row]]]) -> None:
    """By shares of a ticket that are kept, else it is whole its solver's; and so are the shares of a contact."""
    world, made = floor
    parts: Counter[tuple[str, str]] = Counter()
    for row in made["ticket_credit"]:
        parts[row["source"], row["ticket"]] += row["parts"]
    assert set(parts.values()) <= {1_000_000}
    assert bool(parts) == (world.setup.attribution == "share")
    replies: Counter[tuple[str, str]] = Counter()
    whole = {}
    for row in made["contact_credit"]:
        replies[row["source"], row["ticket"]] += row["replies"]
        whole[row["source"], row["ticket"]] = row["all_replies"]
    assert dict(replies) == whole
    solved = sum(row["solved"] for row in made["agent_day"])
    counted = [f for f in made["ticket_fact"] if f["solver"] and f["first_solved_at"] and not f["excluded"]]
    assert solved == 1_000_000 * len(counted) > 0
