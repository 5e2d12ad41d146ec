"""A Floor as plain text: what a screen would show, for a pipe, a mail or a log."""

from collections.abc import Iterable, Mapping

from cxtui.desk import DeskState
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.floor import Floor, Freshness, Metric
from cxtui.report.lists import agents, escalations, responses
from cxtui.report.review import snapshot_text
from cxtui.report.table import WIDTH, TextColumn, table
from cxtui.text.ages import age, date_time
from cxtui.text.plain import NONE, at_least, change, cut, number, quantity, safe

_STATES = {"good": "ok", "warn": "!", "bad": "X", "none": ""}


def as_text(floor: Floor, now: int, desk: DeskState | None = None) -> list[str]:
    """Return a Floor as lines of at most 100 cells; ages are as of ``now``, or left out of a floor of the past.

    Of ``desk`` what stands fired and the open actions are part of it.
    """
    parts = (
        _head(floor, now),
        _numbers(floor),
        _volume(floor),
        responses(floor),
        agents(floor),
        escalations(floor),
        snapshot_text(desk, floor.zone) if desk else [],
        _sources(floor, now),
        _missing(floor),
    )
    lines: list[str] = []
    for part in parts:
        if part:
            lines += ["", *part] if lines else part
    return lines


def _head(floor: Floor, now: int) -> list[str]:
    when = f"{date_time(floor.as_of, floor.zone)} {floor.zone}"
    late = [one.source for one in floor.sources if floor.live and _overdue(one, now)]
    stale = f"  STALE: {', '.join(safe(name, 24).rstrip() for name in late)}" if late else ""
    return [cut(f"Support floor as of {when}{stale}", WIDTH)]


def _overdue(source: Freshness, now: int) -> bool:
    return now - source.committed_at > source.allowance_s


def _numbers(floor: Floor) -> list[str]:
    columns = (
        TextColumn(""),
        TextColumn("value", right=True),
        TextColumn("on last week", right=True),
        TextColumn("n", right=True),
        TextColumn("waiting", right=True),
        TextColumn("norm", right=True),
        TextColumn(""),
    )
    return table(columns, (_number(one) for one in floor.metrics.values()))


def _number(metric: Metric) -> tuple[str, ...]:
    title = DEFINITIONS[metric.name].title if metric.name in DEFINITIONS else safe(metric.name)
    mark = at_least(metric.unit) if metric.at_least else "≈" if metric.approximate else ""
    value = quantity(metric.value, metric.unit)
    return (
        title,
        f"{mark} {value}" if mark and metric.value is not None else value,
        change(metric.value, metric.previous, metric.unit),
        number(metric.n) if metric.n else "",
        "" if metric.waiting is None else number(metric.waiting),
        "" if metric.target is None else quantity(metric.target, metric.unit),
        _STATES[metric.state],
    )


def _volume(floor: Floor) -> list[str]:
    volume = floor.volume
    if volume.missing:
        return []
    came = sum(n for n in volume.inflow if n is not None)
    left = sum(n for n in volume.outflow if n is not None)
    channels = ", ".join(f"{safe(name, 16).rstrip() or NONE} {number(n)}" for name, n in volume.by_channel)
    lines = [f"Today: {number(came)} in, {number(left)} out", f"Open by channel: {channels}"]
    return [cut(line, WIDTH) for line in (lines if channels else lines[:1])]


def _sources(floor: Floor, now: int) -> list[str]:
    columns = TextColumn("source", most=40), TextColumn("newest event"), TextColumn("imported"), TextColumn("")
    rows = (
        (
            safe(one.source),
            NONE if one.newest_event_at is None else date_time(one.newest_event_at, floor.zone),
            f"{age(now - one.committed_at)} ago",
            f"STALE: allowed {age(one.allowance_s)}" if floor.live and _overdue(one, now) else "",
        )
        for one in floor.sources
    )
    doubts = [f"{number(floor.doubts)} doubtful tickets: cxtui explain doubts"] if floor.doubts else []
    return [*table(columns, rows), *doubts]


def _missing(floor: Floor) -> list[str]:
    """Return what to import for the numbers that have no data, and what else is to be known, each hint once."""
    hints: dict[str, list[str]] = {}
    notes: dict[str, list[str]] = {}
    for metric in floor.metrics.values():
        if metric.missing:
            hints.setdefault(metric.missing, []).append(_title(metric.name))
        elif metric.note:
            notes.setdefault(metric.note, []).append(_title(metric.name))
    for part, title in (
        (floor.volume, "queue volume"),
        (floor.responses, "first response"),
        (floor.leaderboard, "agents"),
        (floor.escalations, "escalations"),
    ):
        if part.missing:
            hints.setdefault(part.missing, []).append(title)
        elif part.note:
            notes.setdefault(part.note, []).append(title)
    without: dict[str, list[str]] = {}
    for component, why in floor.leaderboard.absent:
        without.setdefault(why, []).append(component)
    for why, components in without.items():
        hints.setdefault(why, []).append(f"score without {', '.join(components)}")
    return [*_hints("Missing", hints), *_hints("To be known", notes)]


def _hints(head: str, hints: Mapping[str, Iterable[str]]) -> list[str]:
    lines = [line for hint, what in hints.items() for line in _hint(hint, what)]
    return [head, *lines] if lines else []


def _title(name: str) -> str:
    return DEFINITIONS[name].title if name in DEFINITIONS else safe(name)


def _hint(hint: str, what: Iterable[str]) -> list[str]:
    from textwrap import wrap

    line = f"{safe(hint)} ({'; '.join(dict.fromkeys(what))})"
    return wrap(line, WIDTH, initial_indent="  ", subsequent_indent="    ")
