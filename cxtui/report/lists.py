"""The lists of a Floor as plain text: who waits, who answers, what is escalated."""

from collections.abc import Sequence

from cxtui.kpis.floor import Escalation, Floor, Leaderboard, Ranked, Waiting
from cxtui.report.table import TextColumn, table
from cxtui.text.ages import age, date_time
from cxtui.text.plain import NONE, countdown, number, safe
from cxtui.text.ranks import band

ROWS = 10
"""Rows of each list; the counts beside them are whole."""

COMPONENTS = {
    "csat": "csat", "qa": " qa", "fcr": "fcr", "reopen": "reopen", "repeat": "repeat", "lift": "lift",
    "service_level": "in T", "reply_time": "reply",
}  # fmt: skip
"""Components of the score and the heads of their columns, as wide as their scores."""


def responses(floor: Floor) -> list[str]:
    """Return the tickets that wait for a first response, next to breach first."""
    part = floor.responses
    if part.missing:
        return []
    head = f"First response: {number(part.waiting)} waiting, {number(part.breached)} breached"
    columns = (
        TextColumn(""),
        TextColumn("left", right=True),
        TextColumn("ticket", most=14),
        TextColumn("priority", most=10),
        TextColumn("channel", most=9),
        TextColumn("customer", most=18),
        TextColumn("assignee", most=14),
        TextColumn("subject"),
    )
    return [head, *table(columns, (_waiting(floor, row) for row in part.rows[:ROWS]))]


def _waiting(floor: Floor, row: Waiting) -> tuple[str, ...]:
    state, left = _clock_state(floor, row)
    return (
        state, NONE if left is None else countdown(left), safe(row.ticket), safe(row.priority), safe(row.channel),
        safe(row.customer), safe(row.assignee or NONE), safe(row.subject),
    )  # fmt: skip


def _clock_state(floor: Floor, row: Waiting) -> tuple[str, int | None]:
    """Return a waiting ticket's mark and the seconds left, counted in its own opening hours."""
    if row.due_at is None:
        return "", None
    if floor.as_of > row.due_at:
        return "X", row.due_at - floor.as_of
    hours = floor.calendars.get(row.calendar) if row.calendar else None
    if hours is None:
        return "", row.due_at - floor.as_of
    return "" if hours.is_open(floor.as_of) else "paused", hours.business(floor.as_of, row.due_at)


def agents(floor: Floor) -> list[str]:
    """Return the leaderboard with the scores of the components that anybody has."""
    board = floor.leaderboard
    if board.missing or not board.rows:
        return []
    weights = ", ".join(f"{safe(name)} {weight:.0f}" for name, weight in board.weights)
    head = f"Agents since {date_time(board.from_at, floor.zone)}: {weights}"
    rows = board.rows[:ROWS]
    present = {one.name for row in rows for one in row.components if one.score is not None}
    parts = [name for name in COMPONENTS if name in present]
    columns = (
        TextColumn("rank", right=True),
        TextColumn("agent", most=20),
        TextColumn("score", right=True),
        TextColumn("95 %"),
        TextColumn("n", right=True),
        TextColumn("replies", right=True),
        TextColumn(" ".join(COMPONENTS[name] for name in parts)),
    )
    return [head, *table(columns, (_ranked(row, parts, board.min_n) for row in rows)), *_left(board)]


def _left(board: Leaderboard) -> list[str]:
    """Return how many agents are not shown, and how many of those have no rank."""
    rest = board.rows[ROWS:]
    few = sum(row.rank is None for row in rest)
    unranked = f", {number(few)} of them under {number(board.min_n)}" if few and board.min_n else ""
    return [f"and {number(len(rest))} more{unranked}"] if rest else []


def _ranked(row: Ranked, parts: Sequence[str], least: int) -> tuple[str, ...]:
    interval = "" if row.low is None or row.high is None else f"{row.low:.0f}–{row.high:.0f}"
    scores = {one.name: one.score for one in row.components}
    cells = (_points(scores.get(name)).rjust(len(COMPONENTS[name])) for name in parts)
    replies = NONE if row.volume is None else number(row.volume)
    return (
        band(row.rank, row.lowest_rank) if row.rank is not None else _few(row, least), safe(row.name),
        _points(row.score), interval, number(row.n), replies, " ".join(cells),
    )  # fmt: skip


def _few(row: Ranked, least: int) -> str:
    """Return how much of the minimum n an agent without a rank has."""
    return f"{number(row.n)} of {number(least)}" if row.n < least else NONE


def _points(score: float | None) -> str:
    return NONE if score is None else f"{score:.0f}"


def escalations(floor: Floor) -> list[str]:
    """Return the open escalated tickets, the oldest first."""
    part = floor.escalations
    if part.missing:
        return []
    head = f"Escalations: {number(part.open)} open, {number(part.breached)} breached"
    columns = (
        TextColumn(""),
        TextColumn("for", right=True),
        TextColumn("tier", most=8),
        TextColumn("ticket", most=14),
        TextColumn("priority", most=10),
        TextColumn("customer", most=18),
        TextColumn("assignee", most=14),
        TextColumn("reason"),
    )
    return [head, *table(columns, (_escalation(floor, row) for row in part.rows[:ROWS]))]


def _escalation(floor: Floor, row: Escalation) -> tuple[str, ...]:
    return (
        "X" if row.breached else "", age(floor.as_of - row.escalated_at), safe(row.tier), safe(row.ticket),
        safe(row.priority), safe(row.customer), safe(row.assignee or NONE), safe(row.reason or row.subject),
    )  # fmt: skip
