"""Whose a ticket's outcomes are, under each attribution, worked out by hand and as laws over made-up histories."""

from collections import Counter, defaultdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.clock import format_instant
from cxtui.facts.tables import DERIVED
from cxtui.settings import StoreSettings, loads
from tests.facts.histories import History, fact, instant, on_duckdb, on_sqlite

ATTRIBUTIONS = ("sender", "share", "assignee")
MILLION = 1_000_000
TICKET_COLUMNS = ("solved", "reopened", "fcr", "fcr_known", "repeated", "repeat_known")

Made = dict[str, list[tuple[Any, ...]]]


def by(attribution: str) -> StoreSettings:
    """Return settings with this attribution."""
    return loads(f'attribution = "{attribution}"')


def rows(made: Made, table: str) -> list[dict[str, Any]]:
    """Return the rows of a derived table by column name."""
    return [dict(zip(DERIVED[table].names, row, strict=True)) for row in made[table]]


def sums(made: Made, column: str) -> dict[str, int]:
    """Return what each agent's days add up to, without zeros."""
    found: Counter[str] = Counter()
    for row in rows(made, "agent_day"):
        found[row["agent"]] += row[column]
    return {agent: n for agent, n in found.items() if n}


def handed_on() -> History:
    """Held by a1, answered by a2 and twice by a3, handed to a4 who solves it; a5 answers after that and reopens it.

    Then a6 holds it and solves it for good.
    """
    h = History().add("customer", customer="c1", tier="plus", since=instant("2024-01-01"))
    h.ticket("t", "2025-01-14 10:00", channel="chat", customer="c1", topic="login", opened_by_kind="customer")
    h.event("t", "2025-01-14 10:00", "assignee", "a1").says("t", "2025-01-14 10:00")
    h.says("t", "2025-01-14 10:01", "a2").says("t", "2025-01-14 10:02").says("t", "2025-01-14 10:03", "a3")
    h.says("t", "2025-01-14 10:04", "a3").event("t", "2025-01-14 10:05", "assignee", "a4")
    h.status("t", "2025-01-14 10:10", "solved", "a4").says("t", "2025-01-14 10:20", "a5")
    h.status("t", "2025-01-14 10:30", "open").event("t", "2025-01-14 10:31", "assignee", "a6")
    return h.status("t", "2025-01-14 11:00", "solved", "a7")


def test_outcomes_of_a_ticket_by_sender(make: Any) -> None:
    made = make(handed_on(), by("sender"))
    assert fact(made, "t")["solver"] == "a3"
    for column in ("solved", "reopened", "fcr_known", "repeat_known"):
        assert sums(made, column) == {"a3": MILLION}
    assert made["ticket_credit"] == []


def test_outcomes_of_a_ticket_by_share(make: Any) -> None:
    made = make(handed_on(), by("share"))
    assert made["ticket_credit"] == [("s", "t", "a2", 333_333), ("s", "t", "a3", 666_667)]
    for column in ("solved", "reopened", "fcr_known", "repeat_known"):
        assert sums(made, column) == {"a2": 333_333, "a3": 666_667}


def test_outcomes_of_a_ticket_by_assignee(make: Any) -> None:
    made = make(handed_on(), by("assignee"))
    assert fact(made, "t")["solver"] == "a4"
    for column in ("solved", "reopened", "fcr_known", "repeat_known"):
        assert sums(made, column) == {"a4": MILLION}
    assert made["ticket_credit"] == []


def test_a_contact_is_shared_by_replies_or_whole_its_keeper_s(make: Any) -> None:
    for attribution, wanted in (
        ("sender", {"a2": (1, 4), "a3": (2, 4), "a5": (1, 4)}),
        ("share", {"a2": (1, 4), "a3": (2, 4), "a5": (1, 4)}),
        ("assignee", {"a6": (1, 1)}),
    ):
        found = rows(make(handed_on(), by(attribution)), "contact_credit")
        assert {r["agent"]: (r["replies"], r["all_replies"]) for r in found} == wanted


def test_a_contact_that_nobody_held_is_by_assignee_the_last_sender_s(make: Any) -> None:
    h = History().add("customer", customer="c1").ticket("t", "2025-01-14 10:00", customer="c1")
    h.says("t", "2025-01-14 10:01", "a1").says("t", "2025-01-14 10:02", "a2")
    (one,) = rows(make(h, by("assignee")), "contact_credit")
    assert (one["agent"], one["replies"], one["all_replies"]) == ("a2", 1, 1)


def test_a_reply_of_nobody_known_takes_no_share(make: Any) -> None:
    h = History().add("customer", customer="c1").ticket("t", "2025-01-14 10:00", customer="c1")
    h.says("t", "2025-01-14 10:01", "a1")
    h.event("t", "2025-01-14 10:02", "message", actor_kind="agent", public=1)
    h.status("t", "2025-01-14 10:03", "solved", "a9")
    for attribution in ("sender", "share"):
        made = make(h, by(attribution))
        assert [(r["agent"], r["replies"], r["all_replies"]) for r in rows(made, "contact_credit")] == [("a1", 1, 1)]
        assert (fact(made, "t")["replies"], fact(made, "t")["solver"]) == (2, "a1")
        assert sums(made, "solved") == {"a1": MILLION}


@pytest.mark.parametrize(
    ("attribution", "kept_by", "missed_by"), [("sender", "a2", "a1"), ("share", "a2", "a1"), ("assignee", "a1", "a1")]
)
def test_a_promise_kept_and_one_broken(make: Any, attribution: str, kept_by: str, missed_by: str) -> None:
    h = History()
    for ticket, reply in (("kept", "10:01"), ("missed", "10:05")):
        h.ticket(ticket, "2025-01-14 10:00", channel="chat", opened_by_kind="customer")
        h.event(ticket, "2025-01-14 10:00", "assignee", "a1").says(ticket, f"2025-01-14 {reply}", "a2")
    h.ticket("nobody's", "2025-01-14 10:00", channel="chat").says("nobody's", "2025-01-14 10:01", "a3")
    made = make(h, by(attribution))
    outcomes = {t: (fact(made, t)["met"], fact(made, t)["outcome_agent"]) for t in ("kept", "missed", "nobody's")}
    assert outcomes == {"kept": (1, kept_by), "missed": (0, missed_by), "nobody's": (1, "a3")}


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_a_survey_is_whose_the_ticket_was_when_asked(make: Any, attribution: str) -> None:
    h = handed_on()
    h.add("rating", rating="r", ticket="t", kind="csat", sent_at=instant("2025-01-14 10:12"), value=5.0,
          scale_min=1.0, scale_max=5.0)  # fmt: skip
    assert sums(make(h, by(attribution)), "csat_good") == {"a4": 1}


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_without_a_reply_it_is_the_holder_s_else_the_solving_agent_s(make: Any, attribution: str) -> None:
    h = History().add("agent", agent="a2", kind="human")
    h.ticket("held", "2025-01-14 10:00").event("held", "2025-01-14 10:00", "assignee", "a1")
    h.status("held", "2025-01-14 11:00", "solved", "a2").says("held", "2025-01-14 11:00:01", "a3")
    h.ticket("free", "2025-01-14 10:00").status("free", "2025-01-14 11:00", "solved", "a2")
    h.ticket("odd", "2025-01-14 10:00").status("odd", "2025-01-14 11:00", "solved", "no agent")
    made = make(h, by(attribution))
    assert {t: fact(made, t)["solver"] for t in ("held", "free", "odd")} == {"held": "a1", "free": "a2", "odd": None}
    assert sums(made, "solved") == {"a1": MILLION, "a2": MILLION}


def test_a_reply_at_the_instant_of_the_solve_counts(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00").event("t", "2025-01-14 10:00", "assignee", "a1")
    h.says("t", "2025-01-14 10:30", "a2").status("t", "2025-01-14 11:00", "solved", "a1")
    h.says("t", "2025-01-14 11:00", "a3")
    assert fact(make(h, by("sender")), "t")["solver"] == "a3"
    assert made_parts(make(h, by("share"))) == {"t": {"a2": MILLION // 2, "a3": MILLION // 2}}


def made_parts(made: Made) -> dict[str, dict[str, int]]:
    """Return the parts of each shared ticket by agent."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows(made, "ticket_credit"):
        found[row["ticket"]][row["agent"]] = row["parts"]
    return found


def test_the_largest_remainders_get_what_rounding_leaves(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00")
    agents = ("a3", "a2", "a1", "a1", "a1", "a1", "a1")  # sevenths: 1, 1 and 5
    for minute, who in enumerate(agents, start=1):
        h.says("t", f"2025-01-14 10:{minute:02}", who)
    h.status("t", "2025-01-14 11:00", "solved")
    h.ticket("even", "2025-01-14 10:00")
    for minute, who in enumerate(("a9", "a7", "a8"), start=1):
        h.says("even", f"2025-01-14 10:{minute:02}", who)
    h.status("even", "2025-01-14 11:00", "solved")
    # 1/7 is 142,857.14 and 5/7 714,285.71: the one part left goes to a1. Of three thirds the first by id has it.
    assert made_parts(make(h, by("share"))) == {
        "t": {"a1": 714_286, "a2": 142_857, "a3": 142_857},
        "even": {"a7": 333_334, "a8": 333_333, "a9": 333_333},
    }


STEPS = st.lists(
    st.tuples(
        st.integers(0, 200), st.sampled_from(("reply", "ask", "hold", "solve", "open", "close", "bot", "unknown")),
        st.integers(1, 5),
    ),
    max_size=14,
)  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Some tickets of one customer and topic, with replies, holders, solves and reopenings at any minute."""
    h = History().add("customer", customer="c1", tier="plus", since=instant("2024-01-01"))
    for n in range(1, 6):
        h.add("agent", agent=f"a{n}", kind="human")
    for number, steps in enumerate(draw(st.lists(STEPS, min_size=1, max_size=3))):
        ticket, created = f"t{number}", instant("2025-01-14 10:00") + 3600 * number
        h.ticket(
            ticket, format_instant(created, "UTC")[:19], customer="c1", topic="login", channel="chat",
            opened_by_kind="customer",
        )  # fmt: skip
        for minute, what, n in sorted(steps):
            when = format_instant(created + 60 * minute, "UTC")[:19]
            if what in ("solve", "open", "close"):
                h.status(ticket, when, {"solve": "solved", "open": "open", "close": "closed"}[what], f"a{n}")
            elif what == "hold":
                h.event(ticket, when, "assignee", f"a{n}" if n < 5 else None)
            elif what == "unknown":
                h.event(ticket, when, "message", actor_kind="agent", public=1)
            else:
                h.says(ticket, when, {"reply": f"a{n}", "ask": "c1", "bot": "b1"}[what])
    return h


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
@settings(max_examples=25, deadline=None)
@given(history=histories())
def test_credits_of_a_ticket_sum_to_one(attribution: str, history: History) -> None:
    made = on_sqlite(history, by(attribution))
    parts = made_parts(made)
    solved = [f for f in rows(made, "ticket_fact") if f["solver"] is not None]
    for of_ticket in parts.values():
        assert attribution == "share" and len(of_ticket) > 1
        assert sum(of_ticket.values()) == MILLION and min(of_ticket.values()) > 0
    assert sum(sums(made, "solved").values()) == MILLION * len(solved)
    for column, instants in (("reopened", "first_reopened_at"), ("fcr_known", "fcr_at"), ("repeat_known", "repeat_at")):
        assert sum(sums(made, column).values()) == MILLION * sum(f[instants] is not None for f in solved)
    for column in ("fcr", "repeated"):
        assert sum(sums(made, column).values()) == MILLION * sum(f[column] or 0 for f in solved)
    contacts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows(made, "contact_credit"):
        contacts[row["ticket"]].append((row["replies"], row["all_replies"]))
    for shares in contacts.values():
        assert {whole for _, whole in shares} == {sum(part for part, _ in shares)}
    if attribution == "assignee":
        assert all(len(shares) == 1 for shares in contacts.values())


@settings(max_examples=8, deadline=None)
@given(history=histories(), attribution=st.sampled_from(ATTRIBUTIONS))
def test_both_engines_credit_alike(history: History, attribution: str) -> None:
    assert on_duckdb(history, by(attribution)) == on_sqlite(history, by(attribution))
