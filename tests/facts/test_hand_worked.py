"""Facts of histories worked out by hand, one rule of the metrics each."""

from typing import Any

import pytest

from cxtui.calendars import Calendar
from cxtui.facts.tables import DERIVED
from cxtui.settings import loads
from tests.facts.histories import ALL, History, fact, instant

Made = dict[str, list[tuple[Any, ...]]]


def rows(made: Made, table: str) -> list[dict[str, Any]]:
    """Return the rows of a derived table by column name."""
    return [dict(zip(DERIVED[table].names, row, strict=True)) for row in made[table]]


def test_who_opened_it_decides_which_reply_is_the_first(make: Any) -> None:
    h = History()
    h.ticket("outbound", "2025-01-14 15:00", opened_by_kind="agent")
    h.says("outbound", "2025-01-14 15:00", "a1").says("outbound", "2025-01-14 15:20", "a1")
    h.ticket("noted", "2025-01-14 15:00", opened_by_kind="agent")
    h.event("noted", "2025-01-14 15:00", "note", actor="a1", actor_kind="agent", public=0)
    h.says("noted", "2025-01-14 15:45", "a1")
    h.ticket("asked", "2025-01-14 15:00", opened_by_kind="customer")
    h.says("asked", "2025-01-14 15:30", "a1")
    made = make(h)
    assert fact(made, "outbound")["first_reply_s"] == 20 * 60
    assert fact(made, "noted")["first_reply_s"] == 45 * 60
    assert fact(made, "asked")["first_reply_s"] == 30 * 60
    assert [fact(made, t)["replies"] for t in ("outbound", "noted", "asked")] == [1, 1, 1]


def test_a_customer_who_reopens_an_unanswered_ticket_waits_anew(make: Any) -> None:
    """Answered by a bot and solved after 5 min, reopened nine days later and answered after 5 min: 300 s, in time."""
    h = History().ticket("t", "2025-01-14 10:00", channel="social", opened_by_kind="customer")
    h.says("t", "2025-01-14 10:00").says("t", "2025-01-14 10:00:01", "b1").status(
        "t", "2025-01-14 10:05", "solved", "b1"
    )
    h.says("t", "2025-01-23 10:00").status("t", "2025-01-23 10:00", "open")
    h.says("t", "2025-01-23 10:05", "a1").status("t", "2025-01-23 10:20", "solved", "a1")
    made = make(h)
    found = fact(made, "t")
    assert (found["first_reply_s"], found["met"], found["outcome_at"]) == (300, 1, instant("2025-01-23 10:05"))
    (earlier,) = rows(made, "earlier_wait")
    assert (earlier["from_at"], earlier["until"]) == (instant("2025-01-14 10:00"), instant("2025-01-14 10:05"))
    assert (earlier["outcome_at"], earlier["met"]) == (None, None)


def test_a_miss_before_an_unanswered_solve_stays_one(make: Any) -> None:
    """Social has an hour: missed at 11:00, solved at noon, and answered in time once the customer came back."""
    h = History().ticket("t", "2025-01-14 10:00", channel="social", opened_by_kind="customer")
    h.says("t", "2025-01-14 10:00").status("t", "2025-01-14 12:00", "solved", "a1")
    h.status("t", "2025-01-15 10:00", "open", "c1").says("t", "2025-01-15 10:59:59").says("t", "2025-01-15 11:00", "a1")
    made = make(h)
    (earlier,) = rows(made, "earlier_wait")
    assert (earlier["met"], earlier["outcome_at"]) == (0, instant("2025-01-14 11:00"))
    assert (fact(made, "t")["met"], fact(made, "t")["waits_from"]) == (1, instant("2025-01-15 10:59:59"))


def test_nobody_waits_for_an_agent_who_wrote_first(make: Any) -> None:
    h = History()
    for ticket in ("silent", "answers"):
        h.ticket(ticket, "2025-01-14 10:00", channel="social", opened_by_kind="agent").says(
            ticket, "2025-01-14 10:00", "a1"
        )
    h.says("answers", "2025-01-15 10:00").says("answers", "2025-01-15 10:30", "a1")
    made = make(h)
    assert [fact(made, "silent")[name] for name in ("waits_from", "waits_until", "due_at")] == [None] * 3
    found = fact(made, "answers")
    assert (found["waits_from"], found["waits_until"], found["met"]) == (
        instant("2025-01-15 10:00"), instant("2025-01-15 10:30"), 1
    )  # fmt: skip


def test_bots_notes_and_automatic_messages_are_no_replies(make: Any) -> None:
    h = History().add("agent", agent="a9", kind="bot")
    h.ticket("t", "2025-01-14 15:00", channel="chat", opened_by_kind="customer").says("t", "2025-01-14 15:00")
    h.says("t", "2025-01-14 15:01", "b1").says("t", "2025-01-14 15:02", "a9")
    h.says("t", "2025-01-14 15:03", "a1", automated=1)
    h.event("t", "2025-01-14 15:04", "note", actor="a1", actor_kind="agent", public=0)
    made = make(h)
    found = fact(made, "t")
    assert (found["first_reply_at"], found["replies"], found["notes"]) == (None, 0, 1)
    assert rows(made, "customer_turn")[0]["replied_at"] is None


def test_exactly_due_is_kept_and_a_miss_is_known_when_due(make: Any) -> None:
    h = History()
    for ticket, reply in (("kept", "15:02:00"), ("late", "15:02:01")):
        h.ticket(ticket, "2025-01-14 15:00", channel="chat").event(ticket, "2025-01-14 15:00", "assignee", "a2")
        h.says(ticket, "2025-01-14 15:00").says(ticket, f"2025-01-14 {reply}", "a1")
    made = make(h)
    kept, late = fact(made, "kept"), fact(made, "late")
    assert (kept["met"], kept["outcome_at"], kept["outcome_agent"]) == (1, instant("2025-01-14 15:02"), "a1")
    assert (late["met"], late["outcome_at"], late["outcome_agent"]) == (0, instant("2025-01-14 15:02"), "a2")


def test_left_without_a_reply(make: Any) -> None:
    h = History()
    h.ticket("before", "2025-01-14 15:00", channel="chat").says("before", "2025-01-14 15:00")
    h.status("before", "2025-01-14 15:01", "solved")
    h.ticket("after", "2025-01-14 15:00", channel="chat").says("after", "2025-01-14 15:00")
    h.event("after", "2025-01-14 15:05", "abandoned")
    made = make(h)
    before, after = fact(made, "before"), fact(made, "after")
    assert (before["outcome_at"], before["waits_until"]) == (None, instant("2025-01-14 15:01"))
    assert (after["met"], after["outcome_at"]) == (0, instant("2025-01-14 15:02"))
    assert after["waits_until"] == instant("2025-01-14 15:05")


def test_merged_and_deleted_tickets_leave_the_backlog_and_the_rates(make: Any) -> None:
    h = History()
    h.ticket("merged", "2025-01-14 10:00", merged_into="other").event("merged", "2025-01-14 11:00", "merged", "other")
    h.ticket("back", "2025-01-14 10:00").event("back", "2025-01-14 10:30", "deleted")
    h.event("back", "2025-01-14 11:00", "restored").status("back", "2025-01-14 12:00", "solved", "a1")
    h.ticket("spam", "2025-01-14 10:00", spam=1)
    made = make(h)
    spans = {(r["ticket"], r["seq"]): (r["from_at"], r["to_at"]) for r in rows(made, "backlog_span")}
    assert spans == {
        ("merged", 1): (instant("2025-01-14 10:00"), instant("2025-01-14 11:00")),
        ("back", 1): (instant("2025-01-14 10:00"), instant("2025-01-14 10:30")),
        ("back", 2): (instant("2025-01-14 11:00"), instant("2025-01-14 12:00")),
    }
    assert {t: fact(made, t)["excluded"] for t in ("merged", "back", "spam")} == {"merged": 1, "back": 0, "spam": 1}
    assert fact(made, "back")["new_s"] == (30 + 60) * 60
    assert sum(r["created"] for r in rows(made, "flow_quarter")) == 1


def test_escalated_by_event_or_by_a_move_to_a_higher_tier(make: Any) -> None:
    h = History()
    for team, tier in (("first", 1), ("also first", 1), ("second", 2)):
        h.add("team", team=team, tier=tier)
    for ticket, teams in (
        ("up", ("first", "second")),
        ("aside", ("first", "also first")),
        ("down", ("second", "first")),
    ):
        h.ticket(ticket, "2025-01-14 10:00")
        for hour, team in enumerate(teams, start=10):
            h.event(ticket, f"2025-01-14 {hour}:30", "team", team)
    h.ticket("told", "2025-01-14 10:00").event("told", "2025-01-14 10:10", "escalated", "3")
    h.status("told", "2025-01-14 12:00", "solved")
    made = make(h)
    at = {t: (fact(made, t)["escalated_at"], fact(made, t)["escalated_tier"]) for t in ("up", "aside", "down", "told")}
    assert at == {
        "up": (instant("2025-01-14 11:30"), "2"),
        "aside": (None, None),
        "down": (None, None),
        "told": (instant("2025-01-14 10:10"), "3"),
    }
    assert fact(made, "told")["escalated_until"] == instant("2025-01-14 12:00")


def test_escalated_twice_it_is_on_the_last_tier_since_the_first_time(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00")
    h.event("t", "2025-01-14 10:10", "escalated", "2").event("t", "2025-01-14 10:40", "escalated", "3")
    found = fact(make(h), "t")
    assert (found["escalated_at"], found["escalated_tier"]) == (instant("2025-01-14 10:10"), "3")


def test_each_status_takes_its_own_open_hours(make: Any) -> None:
    # Open from 9 to 17: new for the half hour from nine on, not before; pending over the night but for two hours.
    h = History().ticket("t", "2025-01-14 08:00")
    for when, value in (
        ("14 09:30", "open"), ("14 11:00", "hold"), ("14 16:00", "pending"), ("15 10:00", "open"),
        ("15 10:15", "solved"),
    ):  # fmt: skip
        h.status("t", f"2025-01-{when}", value, "a1")
    found = fact(make(h), "t")
    took = {name: (found[f"{name}_s"], found[f"{name}_business_s"]) for name in ("new", "open", "hold", "pending")}
    assert took == {
        "new": (5400, 1800), "open": (5400 + 900, 5400 + 900), "hold": (5 * 3600, 5 * 3600),
        "pending": (18 * 3600, 2 * 3600),
    }  # fmt: skip


def test_every_survey_counts_and_goes_to_who_held_the_ticket_when_asked(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00")
    h.event("t", "2025-01-14 10:00", "assignee", "a1").event("t", "2025-01-14 12:00", "assignee", "a2")
    common = {"ticket": "t", "kind": "csat", "scale_min": 1.0, "scale_max": 5.0}
    h.add(
        "rating",
        rating="r1",
        sent_at=instant("2025-01-14 11:00"),
        occurred_at=instant("2025-01-14 13:00"),
        value=5.0,
        **common,
    )
    h.add(
        "rating",
        rating="r2",
        sent_at=instant("2025-01-14 12:30"),
        occurred_at=instant("2025-01-14 14:00"),
        value=3.0,
        **common,
    )
    h.add("rating", rating="r3", sent_at=instant("2025-01-15 09:00"), **common)
    found = {r["rating"]: (r["agent"], r["good"], r["superseded_at"]) for r in rows(make(h), "rating_fact")}
    assert found == {
        "r1": ("a1", 1, None),
        "r2": ("a2", 0, None),
        "r3": ("a2", None, None),
    }


@pytest.mark.parametrize(
    ("low", "high", "value", "good"),
    [(1, 5, 4, 1), (1, 5, 3, 0), (1, 7, 6, 1), (1, 7, 5, 0), (0, 1, 1, 1), (0, 1, 0, 0)],
)
def test_satisfied_on_its_scale(make: Any, low: int, high: int, value: int, good: int) -> None:
    h = History().ticket("t", "2025-01-14 10:00")
    h.add(
        "rating", rating="r", ticket="t", kind="csat", sent_at=instant("2025-01-14 11:00"), value=float(value),
        scale_min=float(low), scale_max=float(high),
    )  # fmt: skip
    assert rows(make(h), "rating_fact")[0]["good"] == good


def test_quality_review_weighs_categories_and_fails_on_a_critical_one(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00")
    common = {"agent": "a1", "ticket": "t", "occurred_at": instant("2025-01-15 10:00"), "min": 0.0, "max": 10.0}
    for review, parts in {
        "fair": (("tone", 8.0, 1.0, 0), ("solution", 5.0, 3.0, 1), ("legal", None, 5.0, 1)),
        "failed": (("tone", 10.0, 1.0, 0), ("solution", 4.9, 3.0, 1)),
    }.items():
        for category, value, weight, critical in parts:
            h.add("qa_score", review=review, category=category, value=value, weight=weight, critical=critical, **common)
    assert {r["review"]: r["score"] for r in rows(make(h), "qa_fact")} == {"fair": 5750, "failed": 0}


def test_first_contact_resolution_and_repeat_contact(make: Any) -> None:
    h = History().add("customer", customer="c1")
    for ticket, day, topic, replies in (("once", 1, "login", 1), ("again", 20, "refund", 1), ("more", 24, "refund", 2)):
        h.ticket(ticket, f"2025-01-{day:02} 10:00", customer="c1", topic=topic, opened_by_kind="customer")
        h.says(ticket, f"2025-01-{day:02} 10:00")
        for n in range(replies):
            h.says(ticket, f"2025-01-{day:02} 11:0{n}", "a1")
        h.status(ticket, f"2025-01-{day:02} 12:00", "solved", "a1")
    made = make(h)
    assert {t: fact(made, t)["fcr"] for t in ("once", "again", "more")} == {"once": 1, "again": 0, "more": 0}
    assert fact(made, "once")["fcr_at"] == instant("2025-01-08 12:00")
    assert {t: fact(made, t)["repeated"] for t in ("once", "again", "more")} == {"once": 0, "again": 1, "more": 0}
    assert fact(made, "again")["contact_next_at"] == instant("2025-01-24 10:00")


def test_retained_by_a_purchase_within_the_horizon_or_a_contract_beyond_it(make: Any) -> None:
    h = History()
    for customer in ("buyer", "late", "refunded", "bound", "lapsed", "gone"):
        h.add("customer", customer=customer, tier="plus", since=instant("2024-12-01"))
        h.ticket(customer, "2025-01-01 00:00", customer=customer, channel="email").says(
            customer, "2025-01-01 01:00", "a1"
        )
    common = {"amount": 10.0, "currency": "EUR"}
    h.add("purchase", purchase="p1", customer="buyer", occurred_at=instant("2025-04-01"), kind="new", **common)
    h.add("purchase", purchase="p2", customer="late", occurred_at=instant("2025-04-01 00:00:01"), kind="new", **common)
    h.add("purchase", purchase="p3", customer="refunded", occurred_at=instant("2025-02-01"), kind="refund", **common)
    h.add("contract", contract="k1", customer="bound", from_at=instant("2024-01-01"))
    h.add("contract", contract="k2", customer="lapsed", from_at=instant("2024-01-01"), to_at=instant("2025-04-01"))
    made = make(h)
    kept = {r["customer"]: r["retained"] for r in rows(made, "contact_credit")}
    assert kept == {"buyer": 1, "late": 0, "refunded": 0, "bound": 1, "lapsed": 0, "gone": 0}
    assert {r["retained_at"] for r in rows(made, "contact_credit")} == {instant("2025-04-01")}
    assert {r["tenure"] for r in rows(made, "contact_credit")} == {"under 90 days"}


def test_shares_of_a_contact_add_up(make: Any) -> None:
    h = (
        History()
        .add("customer", customer="c1")
        .ticket("t", "2025-01-01 10:00", customer="c1", opened_by_kind="customer")
    )
    for minute, who in enumerate(("a1", "a2", "a1", "a3"), start=1):
        h.says("t", f"2025-01-01 10:{minute:02}", who)
    shares = {r["agent"]: (r["replies"], r["all_replies"]) for r in rows(make(h), "contact_credit")}
    assert shares == {"a1": (2, 4), "a2": (1, 4), "a3": (1, 4)}


def test_business_promise_runs_over_the_weekend(make: Any) -> None:
    h = History().ticket("t", "2025-01-17 16:30", channel="email", opened_by_kind="customer")  # a Friday
    h.says("t", "2025-01-17 16:30").says("t", "2025-01-20 09:15", "a1")
    found = fact(make(h), "t")
    assert found["due_at"] == instant("2025-01-20 12:30")
    assert (found["first_reply_s"], found["first_reply_business_s"]) == (64 * 3600 + 45 * 60, 45 * 60)
    assert found["target_calendar"] == "business"


def test_promise_continues_in_the_calendar_a_ticket_is_moved_to(make: Any) -> None:
    h = History()
    for position, (name, week) in enumerate((("early", "2160-2280"), ("late", "2280-2400"))):  # Mon 12-14, 14-16
        h.calendars[name] = Calendar.parse(name, "UTC", week, "")
        h.add("calendar", calendar=name, zone="UTC", week=week, position=position, name=name)
    h.ticket("t", "2025-01-20 12:00", channel="email", opened_by_kind="customer")  # a Monday
    h.event("t", "2025-01-20 13:00", "schedule", "late")
    found = fact(make(h, loads('[[target]]\nmetric="first_response"\nwithin="2 h"\nbusiness=true\n')), "t")
    # One hour passed in the early calendar, then none until 14:00, then the second one.
    assert found["due_at"] == instant("2025-01-20 15:00")
    assert found["target_calendar"] == "s/late"


def test_clock_change_night(make: Any) -> None:
    h = History()
    h.calendars["ny"] = Calendar.parse("ny", "America/New_York", "0-10080", "")
    h.add("calendar", calendar="ny", zone="America/New_York", week="0-10080", position=0, name="ny")
    h.ticket("t", "2025-03-09 05:30", channel="email", opened_by_kind="customer")  # 00:30 in New York
    h.says("t", "2025-03-09 05:30").says("t", "2025-03-09 08:30", "a1")  # 04:30 there, three hours later
    found = fact(make(h), "t")
    assert (found["first_reply_s"], found["first_reply_business_s"]) == (3 * 3600, 3 * 3600)
    assert found["due_at"] == instant("2025-03-09 09:30")


def test_a_state_log_tells_what_events_would(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00")
    for seq, (when, status, team, assignee) in enumerate(
        [
            ("10:00", "new", "first", None),
            ("10:30", "open", None, "a1"),
            ("11:00", None, "first", "a1"),
            ("11:30", "open", "second", "a2"),
            ("12:00", "solved", "second", None),
            ("13:00", "open", "second", "a2"),
        ]
    ):
        h.add(
            "state", ticket="t", from_at=instant(f"2025-01-14 {when}"), seq=seq, status=status, team=team,
            assignee=assignee, actor="a1",
        )  # fmt: skip
    found = fact(make(h), "t")
    assert (found["solves"], found["reopens"], found["status"]) == (1, 1, "open")
    assert (found["new_s"], found["open_s"]) == (30 * 60, 90 * 60)
    assert (found["assignees"], found["handoffs"], found["teams"]) == (2, 1, 2)


def test_stated_times_serve_where_no_history_is_covered(make: Any) -> None:
    h = History(coverage=("first_response", "resolution"))
    h.ticket("t", "2025-01-14 10:00", channel="email")
    for metric, when in (("first_response_at", "10:10"), ("resolved_at", "12:00"), ("closed_at", "13:00")):
        h.add("stated", ticket="t", metric=metric, value=instant(f"2025-01-14 {when}"))
    h.add("stated", ticket="t", metric="assignee", label="a1")
    h.ticket("u", "2025-01-14 10:00", channel="email")
    found, waiting = fact(make(h), "t"), fact(make(h), "u")
    assert (found["first_reply_s"], found["first_reply_agent"], found["solver"]) == (600, "a1", "a1")
    assert (found["first_resolution_s"], found["status"]) == (2 * 3600, "closed")
    assert (found["replies"], found["fcr"], found["met"]) == (None, None, 1)
    assert waiting["waits_until"] > instant("2100-01-01")


def test_without_any_coverage_there_is_no_clock(make: Any) -> None:
    h = History(coverage=()).ticket("t", "2025-01-14 10:00", channel="email")
    found = fact(make(h), "t")
    assert (found["waits_until"], found["due_at"], found["outcome_at"]) == (None, None, None)


def test_everything_given_is_covered_by_default() -> None:
    assert {r[1] for r in History().rows["coverage"]} == set(ALL)


def test_doubts_are_counted_and_nothing_is_moved(make: Any) -> None:
    h = History().ticket("t", "2025-01-14 10:00", channel="chat").says("t", "2025-01-14 09:00", "a1")
    h.event("t", "2025-01-14 09:30", "assignee", "nobody").says("t", "2025-01-14 10:05", "a1")
    made = make(h)
    assert {r["kind"]: r["count"] for r in rows(made, "doubt")} == {
        "message before creation": 1,
        "event before creation": 1,
        "unknown agent": 1,
    }
    assert fact(made, "t")["first_reply_s"] == 300
