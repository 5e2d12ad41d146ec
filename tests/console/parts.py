"""The parts of which the hand-made Floors of the console's tests are put together."""

import math
from datetime import datetime
from zoneinfo import ZoneInfo

from cxtui.calendars import OpenHours
from cxtui.clock import DAY, QUARTER
from cxtui.kpis.floor import (
    Clock,
    Escalation,
    Escalations,
    Freshness,
    Leaderboard,
    Metric,
    Ranked,
    Responses,
    ScoreComponent,
    TicketView,
    TimelineEntry,
    Volume,
    Waiting,
)

ZONE = "Europe/Warsaw"
NOW = int(datetime(2026, 11, 21, 14, 32, 7, tzinfo=ZoneInfo(ZONE)).timestamp())
"""Saturday 21 November 2026, 14:32:07 in Warsaw."""

MIDNIGHT = NOW - (14 * 3600 + 32 * 60 + 7)
HOUR = 3600
QUARTERS = DAY // QUARTER


def metrics(now: int = NOW) -> dict[str, Metric]:
    """Return headline numbers of a busy afternoon."""
    rows = (
        Metric("backlog", 347, "count", now, n=347, previous=306, better="down", state="warn", target=320),
        Metric("inflow_per_hour", 62, "per_hour", now, n=62, previous=55, better="none"),
        Metric("outflow_per_hour", 55, "per_hour", now, n=55, previous=57, better="up"),
        Metric("first_response_median", 252, "seconds", now, n=392, waiting=9, previous=274, better="down",
               target=300, state="good"),
        Metric("first_response_p90", 700, "seconds", now, n=392, waiting=9, previous=655, better="down"),
        Metric("first_response_mean", 371, "seconds", now, n=392, waiting=9, previous=380, better="down"),
        Metric("first_response_waiting_median", 261, "seconds", now, n=401, waiting=9, previous=280,
               better="down"),
        Metric("first_response_waiting_p90", 2100, "seconds", now, n=401, waiting=9, previous=2000,
               better="down", at_least=True),
        Metric("service_level", 0.78, "ratio", now, n=401, waiting=9, previous=0.81, target=0.8,
               better="up", state="warn"),
        Metric("csat", 0.91, "ratio", now, n=143, waiting=88, previous=0.89, target=0.85, better="up",
               state="good"),
        Metric("escalation_rate", 0.061, "ratio", now, n=344, previous=0.048, target=0.05, better="down",
               state="bad"),
        Metric("created", 412, "count", now, n=412, previous=377, better="none"),
        Metric("solved", 371, "count", now, n=371, previous=369, better="up"),
        Metric("reopen_rate", 0.043, "ratio", now, n=371, previous=0.05, better="down"),
    )  # fmt: skip
    return {m.name: m for m in rows}


def volume(now: int = NOW) -> Volume:
    """Return a day with a morning hump and an afternoon shoulder, in quarter hours until ``now``."""

    def hump(quarter: int, scale: float) -> float:
        hour = quarter / 4
        return scale * (math.exp(-(((hour - 10.5) / 2.2) ** 2)) + 0.6 * math.exp(-(((hour - 15.5) / 2.6) ** 2)))

    past = (now - MIDNIGHT) // QUARTER
    inflow = [round(1 + hump(q, 15) + 2 * math.sin(q * 1.7)) for q in range(QUARTERS)]
    outflow = [round(1 + hump(max(q - 3, 0), 14) + 1.5 * math.sin(q * 2.3)) for q in range(QUARTERS)]
    last_in = [round(1 + hump(q, 13) + 2 * math.sin(q * 1.3 + 1)) for q in range(QUARTERS)]
    last_out = [round(1 + hump(max(q - 2, 0), 13) + 1.5 * math.sin(q * 2.1 + 2)) for q in range(QUARTERS)]
    inflow, outflow, last_in, last_out = ([max(v, 0) for v in s] for s in (inflow, outflow, last_in, last_out))

    def backlog(start: int, into: list[int], out: list[int]) -> list[int]:
        levels = []
        for a, b in zip(into, out, strict=True):
            start += a - b
            levels.append(start)
        return levels

    def until_now(series: list[int]) -> tuple[int | None, ...]:
        return tuple(v if q < past else None for q, v in enumerate(series))

    return Volume(
        starts=tuple(MIDNIGHT + q * QUARTER for q in range(QUARTERS)),
        inflow=until_now(inflow),
        outflow=until_now(outflow),
        backlog=until_now(backlog(290, inflow, outflow)),
        last_inflow=tuple(last_in),
        last_outflow=tuple(last_out),
        last_backlog=tuple(backlog(270, last_in, last_out)),
        by_channel=(("email", 171), ("chat", 88), ("phone", 51), ("social", 37)),
    )


CUSTOMERS = ("Acme GmbH", "Globex", "Initech", "Umbrella Sp. z o.o.", "Stark", "Wayne Enterprises", "Hooli")
SUBJECTS = (
    "Invoice shows the old address",
    "Cannot log in since the update",
    "Refund for order 99120",
    "Parcel is three days late",
    "Webhook answers 502",
    "Change of plan, please",
    "Card declined twice",
    "How do I export everything?",
)
AGENTS = ("Ola Nowak", "Ivan Petrov", "Mei Tan", "Sam Reyes", "Aïcha Diallo", "Lars Holm", "Priya Rao",
          "Tomás Silva", "Kim Lee", "Zoë Kruger", "Jan Kowalski", "Noor Haddad")  # fmt: skip
TARGETS = {"chat": 120, "phone": 20, "social": 3600, "email": 14400}


def waiting(count: int, breached: int, now: int = NOW) -> tuple[Waiting, ...]:
    """Return tickets that wait, next to breach first; the first ``breached`` are over their time."""
    channels = ("chat", "phone", "email", "social")
    rows = []
    for i in range(count):
        channel = channels[i % 4]
        left = -130 - 47 * (breached - 1 - i) if i < breached else 44 + 37 * (i - breached)
        paused = channel == "email" and i % 8 == 6
        target = TARGETS[channel]
        rows.append(
            Waiting(
                source="helpdesk",
                ticket=str(48120 + i),
                subject=SUBJECTS[i % len(SUBJECTS)],
                customer=CUSTOMERS[i % len(CUSTOMERS)],
                customer_tier=("gold", "silver", None)[i % 3],
                priority=("P1", "P3", "P2", "P4")[i % 4],
                channel=channel,
                team=("Tier 1", "Billing", "Tier 2")[i % 3],
                assignee=None if i % 2 == 0 else AGENTS[i % len(AGENTS)],
                created_at=now + left - target,
                due_at=None if i and i % 29 == 0 else now + left,
                target_s=target,
                calendar="weekdays" if paused else None,
            )
        )
    return tuple(rows)


def responses(count: int = 34, breached: int = 2, now: int = NOW) -> Responses:
    """Return the waiting list with its whole counts."""
    return Responses(rows=waiting(count, breached, now), waiting=count, breached=breached)


COMPONENTS = (("csat", 20.0), ("qa", 10.0), ("fcr", 15.0), ("lift", 35.0), ("service_level", 12.0),
              ("reply_time", 8.0))  # fmt: skip
WEIGHTS = (("quality", 45.0), ("retention", 35.0), ("responsiveness", 20.0))


def ranked(place: int) -> Ranked:
    """Return the agent at a place of the leaderboard, the last two below the minimum n."""
    unranked = place >= len(AGENTS) - 2
    score = 92.0 - 4.3 * place
    half = 2.0 + place * 0.6
    parts = tuple(
        ScoreComponent(
            name=name,
            value=(0.95 - 0.02 * place) if name in ("csat", "fcr", "service_level", "qa") else (
                312.0 + 40 * place if name == "reply_time" else 4.2 - place),
            score=max(score + 6 * math.sin(place + k), 0),
            low=max(score - half - 4, 0),
            high=min(score + half + 4, 100),
            n=max(143 - 11 * place - 17 * k, 3),
            weight=weight,
        )
        for k, (name, weight) in enumerate(COMPONENTS)
    )  # fmt: skip
    return Ranked(
        source="helpdesk",
        agent=f"a{place + 1}",
        name=AGENTS[place],
        team=("Tier 1", "Billing", "Tier 2")[place % 3],
        rank=None if unranked else (1, 1, 3, 4, 4, 6, 7, 7, 7, 10)[place],
        shared=not unranked and place in (0, 1, 3, 4, 6, 7, 8),
        score=score,
        low=score - half,
        high=min(score + half, 100),
        n=11 if unranked else 260 - 18 * place,
        volume=14 if unranked else 300 - 20 * place,
        components=parts,
        lowest_rank=None if unranked else (2, 2, 3, 5, 5, 6, 9, 9, 9, 10)[place],
    )


def leaderboard(now: int = NOW) -> Leaderboard:
    """Return twelve agents over the last thirty days."""
    return Leaderboard(
        rows=tuple(ranked(i) for i in range(len(AGENTS))),
        from_at=MIDNIGHT - 29 * DAY,
        to_at=now,
        weights=WEIGHTS,
        min_n=20,
    )


def escalations(count: int = 8, breached: int = 3, now: int = NOW) -> Escalations:
    """Return open escalations, the oldest first."""
    reasons = ("refund dispute", "outage", None, "legal threat", "wrong delivery twice")
    rows = tuple(
        Escalation(
            source="helpdesk",
            ticket=str(47800 + 3 * i),
            subject=SUBJECTS[(i + 2) % len(SUBJECTS)],
            customer=CUSTOMERS[(i + 3) % len(CUSTOMERS)],
            customer_tier=("gold", None, "silver")[i % 3],
            priority=("P1", "P2", "P2", "P3")[i % 4],
            team=("Tier 3", "Tier 2", "Billing")[i % 3],
            tier=("3", "2", "2")[i % 3],
            assignee=None if i % 2 else AGENTS[(i + 2) % len(AGENTS)],
            escalated_at=now - (9 * 3600 + 12 * 60) // (i + 1),
            reason=reasons[i % len(reasons)],
            breached=i < breached,
        )
        for i in range(count)
    )
    return Escalations(rows=rows, open=count + 13, breached=breached)


def sources(now: int = NOW) -> tuple[Freshness, ...]:
    """Return one source that committed two seconds ago."""
    return (Freshness("helpdesk", committed_at=now - 2, newest_event_at=now - 14, allowance_s=300),)


def calendars(now: int = NOW) -> dict[str, OpenHours]:
    """Return weekdays 09–17 around a Saturday: shut now, open again on Monday."""
    days = [MIDNIGHT + d * DAY for d in (-5, -4, -3, -2, -1, 2, 3, 4, 5, 6)]
    rows = [(day + 9 * 3600, day + 17 * 3600, 8 * 3600 * i) for i, day in enumerate(days)]
    return {"weekdays": OpenHours.joined(rows)}


def ticket_view(source: str = "helpdesk", ticket: str = "48120", now: int = NOW) -> TicketView:
    """Return a ticket with facts, clocks in each state, and a timeline."""
    start = now - 7380
    steps = (
        (0, "message", "Anna Kowalczyk", "customer", True, False, "Invoice shows the old address", None),
        (2, "status", "auto", "system", False, True, "new", None),
        (3, "message", "auto", "bot", True, True, "We got your message.", None),
        (95, "assignee", "auto", "system", False, True, "Ola Nowak", None),
        (410, "message", "Ola Nowak", "agent", True, False, "Which address should it be?", None),
        (411, "status", "Ola Nowak", "agent", False, False, "pending", "open"),
        (5200, "message", "Anna Kowalczyk", "customer", True, False, "Ul. Długa 5, please", None),
        (5201, "status", "auto", "system", False, True, "open", "pending"),
        (6100, "note", "Ola Nowak", "agent", False, False, "Billing has to reissue it", None),
        (6110, "escalated", "Ola Nowak", "agent", False, False, "refund dispute", None),
        (6112, "team", "Ola Nowak", "agent", False, False, "Billing", "Tier 1"),
        (6200, "priority", "Mei Tan", "agent", False, False, "P1", "P3"),
    )  # fmt: skip
    moments = []
    before = 0
    for after, kind, actor, actor_kind, public, automated, value, previous in steps:
        moments.append(
            TimelineEntry(start + after, after - before, kind, actor, actor_kind, public, automated, value, previous)
        )
        before = after
    return TicketView(
        source=source,
        ticket=ticket,
        subject="Invoice shows the old address",
        facts=(("customer", "Acme GmbH"), ("tier", "gold"), ("channel", "email"), ("team", "Billing"),
               ("priority", "P1"), ("status", "open"), ("assignee", "Mei Tan"), ("created", "12:29:07")),
        clocks=(
            Clock("first reply", "met", start + 14400, None, "answered in 6 min 50 s of 4 h", "weekdays"),
            Clock("next reply", "at_risk", now + 500, 500, "the customer waits since 13:55:47", None),
            Clock("resolution", "running", now + 79_000, 79_000, "24 h from creation", None),
        ),
        timeline=tuple(moments),
    )  # fmt: skip
