"""Hand-made Floors for the console's tests: busy, empty, one ticket, gaps in the data, hostile text, many."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from cxtui.clock import DAY, QUARTER
from cxtui.kpis.floor import (
    Escalations,
    Floor,
    Freshness,
    Leaderboard,
    Metric,
    Responses,
    TicketView,
    Volume,
)
from tests.console.parts import (
    MIDNIGHT,
    NOW,
    QUARTERS,
    WEIGHTS,
    ZONE,
    calendars,
    escalations,
    leaderboard,
    metrics,
    responses,
    sources,
    ticket_view,
    volume,
    waiting,
)

__all__ = [
    "HOSTILE",
    "NOW",
    "ZONE",
    "Floor",
    "TicketView",
    "as_of_2016",
    "busy",
    "empty",
    "gaps",
    "hostile",
    "one_ticket",
    "quiet",
    "stale",
    "thousand",
    "ticket_view",
]

HOSTILE = (
    "\x1b[2J\x1b[31mred alert\x1b]0;owned\x07",
    "[bold red]not markup[/] [link=https://x.test]click[/link] [@click=app.quit]q[/]",
    "\u202ereversed\u202c and \u2066isolated\u2069",
    "客服部門沒有回應我的訂單 🧑‍🚀👍🏽 한국어",
    "e\u0301\u0301\u0301 z\u0335a\u0336l\u0337go\r\n\tnew line\x00nul",
    "x" * 1_000_000,
)
"""Texts that a customer may send to break a terminal: escapes, markup, bidi, wide, combining, huge."""


def busy(now: int = NOW) -> Floor:
    """Return a floor in full swing."""
    return Floor(
        as_of=now,
        zone=ZONE,
        metrics=metrics(now),
        volume=volume(now),
        responses=responses(now=now),
        leaderboard=leaderboard(now),
        escalations=escalations(now=now),
        sources=sources(now),
        calendars=calendars(now),
        tickets=18_204,
    )


def empty(now: int = NOW) -> Floor:
    """Return the floor of a store into which nothing was imported yet."""
    hint = "nothing imported yet: cxtui import FILE --as NAME, or cxtui demo"
    units = {name: metric.unit for name, metric in metrics(now).items()}
    return Floor(
        as_of=now,
        zone=ZONE,
        metrics={name: Metric(name, None, unit, now, missing=hint) for name, unit in units.items()},
        volume=Volume(missing=hint),
        responses=Responses(missing=hint),
        leaderboard=Leaderboard(missing=hint),
        escalations=Escalations(missing=hint),
    )


def quiet(now: int = NOW) -> Floor:
    """Return a floor with history where nobody waits and nothing is escalated: a good state, not a gap."""
    return replace(busy(now), responses=Responses(), escalations=Escalations())


def one_ticket(now: int = NOW) -> Floor:
    """Return a floor on which a single ticket ever arrived, and waits."""
    row = waiting(1, 0, now)
    starts = tuple(MIDNIGHT + q * QUARTER for q in range(QUARTERS))
    past = (now - MIDNIGHT) // QUARTER
    flow = tuple((1 if q == past - 1 else 0) if q < past else None for q in range(QUARTERS))
    zeros = tuple(0 for _ in starts)
    numbers = {
        name: Metric(
            name,
            1.0 if name in ("backlog", "created", "inflow_per_hour") else None,
            m.unit,
            now,
            n=1 if name in ("backlog", "created", "inflow_per_hour") else 0,
            waiting=1,
        )
        for name, m in metrics(now).items()
    }
    return Floor(
        as_of=now,
        zone=ZONE,
        metrics=numbers,
        volume=Volume(
            starts=starts,
            inflow=flow,
            outflow=tuple(None if v is None else 0 for v in flow),
            backlog=flow,
            last_inflow=zeros,
            last_outflow=zeros,
            last_backlog=zeros,
            by_channel=(("chat", 1),),
        ),
        responses=Responses(rows=row, waiting=1, breached=0),
        leaderboard=Leaderboard(from_at=now - 30 * DAY, to_at=now, weights=WEIGHTS),
        sources=sources(now),
        tickets=1,
    )


def gaps(now: int = NOW) -> Floor:
    """Return a floor whose source has no ratings, tiers or messages: parts name what is missing."""
    whole = busy(now)
    numbers = dict(whole.metrics)
    for name in ("csat", "escalation_rate", "first_response_waiting_median", "first_response_waiting_p90"):
        hint = {"csat": "no ratings: import a rating table"}.get(name, "no history of messages in this source")
        numbers[name] = Metric(name, None, numbers[name].unit, now, missing=hint)
    thin = tuple(
        replace(row, components=tuple(c for c in row.components if c.name in ("fcr", "service_level")))
        for row in whole.leaderboard.rows
    )
    board = replace(
        whole.leaderboard,
        rows=thin,
        absent=(("csat", "no table rating"), ("lift", "no purchase or contract table")),
    )
    return replace(
        whole,
        metrics=numbers,
        leaderboard=board,
        escalations=Escalations(missing="no tiers of teams and no escalated events: import a team table"),
        doubts=7,
    )


def hostile(now: int = NOW) -> Floor:
    """Return a busy floor in which every text is one of ``HOSTILE``."""
    whole = busy(now)

    def text(i: int) -> str:
        return HOSTILE[i % len(HOSTILE)]

    rows = tuple(
        replace(
            row,
            ticket=f"{row.ticket}",
            subject=text(i),
            customer=text(i + 1),
            priority=text(i + 2)[:9],
            customer_tier=text(i + 5)[:5],
            team=text(i + 3),
            assignee=text(i + 4) if row.assignee else None,
        )
        for i, row in enumerate(whole.responses.rows)
    )
    late = tuple(
        replace(
            row,
            subject=text(i),
            customer=text(i + 1),
            tier=text(i + 3)[:9],
            reason=text(i + 2),
            team=text(i),
            assignee=text(i + 3),
        )
        for i, row in enumerate(whole.escalations.rows)
    )
    board = tuple(replace(row, name=text(i), team=text(i + 1)) for i, row in enumerate(whole.leaderboard.rows))
    stale = Freshness(text(1)[:40], now - 2, now - 3, 300)
    channels = tuple((text(i)[:30], n) for i, (_, n) in enumerate(whole.volume.by_channel))
    return replace(
        whole,
        title=text(1)[:60],
        responses=replace(whole.responses, rows=rows),
        escalations=replace(whole.escalations, rows=late),
        leaderboard=replace(whole.leaderboard, rows=board),
        volume=replace(whole.volume, by_channel=channels),
        sources=(stale,),
    )


def thousand(now: int = NOW) -> Floor:
    """Return a floor on which 1,000 tickets wait for a first response."""
    return replace(busy(now), responses=responses(1000, 40, now), escalations=escalations(200, 60, now))


def stale(now: int = NOW) -> Floor:
    """Return a busy floor of two sources, of which one has brought nothing for over an hour."""
    phone = Freshness("phone", committed_at=now - 4320, newest_event_at=now - 4400, allowance_s=600)
    return replace(busy(now), sources=(*sources(now), phone))


def as_of_2016() -> Floor:
    """Return a floor asked for with ``--at 2016-03-31T23:59``: old by intention, never stale."""
    then = int(datetime(2016, 3, 31, 23, 59, tzinfo=ZoneInfo(ZONE)).timestamp())
    midnight = int(datetime(2016, 3, 31, tzinfo=ZoneInfo(ZONE)).timestamp())
    day = volume(MIDNIGHT + then - midnight)
    return replace(
        busy(then),
        live=False,
        volume=replace(day, starts=tuple(t - MIDNIGHT + midnight for t in day.starts)),
        leaderboard=replace(leaderboard(), from_at=then - 30 * DAY, to_at=then),
        calendars={},
        responses=responses(now=then),
        sources=(Freshness("log", committed_at=NOW - 86_400, newest_event_at=then - 340, allowance_s=300),),
    )
