"""Reviews as text and as document: what fired and why, the action plan, numbers before and after a change."""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from cxtui.desk import Action, Change, DeskState, Firing
from cxtui.kpis.floor import Metric
from cxtui.report.table import WIDTH, TextColumn, table
from cxtui.text.ages import date_time
from cxtui.text.plain import NONE, safe

if TYPE_CHECKING:
    # Most of what is told here is of a snapshot, which evaluates nothing.
    from cxtui.kpis.lists.before_after import BeforeAfter
    from cxtui.kpis.triggers import TriggerReading

_MARK = 10
_STATES = {"FIRED": "fired", "done": "done", "HOLDS": "holds", "ok": "ok", NONE: "unknown"}


def review_text(readings: "Sequence[TriggerReading]", view: DeskState, at: int, zone: str) -> list[str]:
    """Return every trigger with its state and evidence as lines, what stands fired first."""
    from cxtui.kpis.triggers import state_title

    fired = {one.trigger: one for one in view.firings}
    order = sorted(_whole(readings, view, at), key=lambda one: one.trigger not in fired)
    stands = len(view.active)
    lines = [f"Review as of {date_time(at, zone)} {zone}: {stands} fired"]
    for reading in order:
        firing = fired.get(reading.trigger)
        title = reading.title if firing else state_title(reading)
        lines += ["", *_headed(_state(reading, firing), f"{reading.trigger}: {title}")]
        lines += _indented(firing_words(firing, zone) if firing else ())
        lines += _indented([f"now: {reading.evidence}" if firing else reading.evidence])
    return lines


def review_document(readings: "Sequence[TriggerReading]", view: DeskState, at: int, zone: str) -> dict[str, Any]:
    """Return every trigger with its state and evidence in JSON's own types."""
    fired = {one.trigger: one for one in view.firings}
    return {
        "as_of": at,
        "zone": zone,
        "trouble": view.trouble if view.trouble != "missing" else None,
        "triggers": [
            {
                "trigger": one.trigger, "title": one.title, "state": _STATES[_state(one, fired.get(one.trigger))],
                "judged": one.judged, "holds": one.holds, "back": one.back, "evidence": one.evidence,
                "fired": firing_document(fired[one.trigger]) if one.trigger in fired else None,
            }
            for one in _whole(readings, view, at)
        ],
    }  # fmt: skip


def _whole(readings: "Sequence[TriggerReading]", view: DeskState, at: int) -> "list[TriggerReading]":
    """Return the readings, with one for each trigger that stands and was not evaluated."""
    from cxtui.kpis.triggers import unjudged

    there = {one.trigger for one in readings}
    absent = [one for one in view.firings if one.trigger not in there]
    why = "not evaluated as of this instant"
    return [*readings, *(unjudged(one.trigger, one.title, at, one.fired_at, why) for one in absent)]


def _state(reading: "TriggerReading", firing: Firing | None) -> str:
    if firing is not None:
        return "FIRED" if firing.rested_at is None else "done"
    if not reading.judged:
        return NONE
    return "HOLDS" if reading.holds else "ok"


def firing_words(one: Firing, zone: str) -> list[str]:
    """Return when a trigger fired, on what evidence, and who takes care of it."""
    taken = one.acknowledged
    who = "not acknowledged"
    if taken is not None:
        note = f": {taken.note}" if taken.note else ""
        who = f"{taken.owner} until {taken.due}{note}"
    done = f", dealt with {date_time(one.rested_at, zone)}" if one.rested_at is not None else ""
    return [f"since {date_time(one.fired_at, zone)}{done}, {who}", f"fired on: {one.evidence}"]


def firing_document(one: Firing) -> dict[str, Any]:
    """Return a fired trigger in JSON's own types."""
    taken = one.acknowledged
    return {
        "trigger": one.trigger, "title": one.title, "fired_at": one.fired_at, "evidence": one.evidence,
        "shown": one.shown, "rested_at": one.rested_at,
        "owner": taken and taken.owner, "due": taken and taken.due, "note": taken and taken.note,
        "acknowledged_by": taken and taken.who, "acknowledged_at": taken and taken.at,
    }  # fmt: skip


def plan_text(actions: Iterable[Action], zone: str) -> list[str]:
    """Return the action plan as a table, nothing for an empty one."""
    columns = (
        TextColumn("", right=True),
        TextColumn("state"),
        TextColumn("due"),
        TextColumn("owner", most=18),
        TextColumn("trigger", most=24),
        TextColumn("what"),
    )
    return table(
        columns,
        (
            (
                str(one.number), one.state if one.closed_at is None else f"done {date_time(one.closed_at, zone)[:10]}",
                one.due, safe(one.owner), safe(one.trigger or ""), safe(one.text),
            )
            for one in actions
        ),
    )  # fmt: skip


def action_document(one: Action) -> dict[str, Any]:
    """Return an item of the action plan in JSON's own types."""
    return {
        "number": one.number, "state": one.state, "trigger": one.trigger, "text": one.text, "owner": one.owner,
        "due": one.due, "opened_at": one.opened_at, "closed_at": one.closed_at, "closed_by": one.closed_by,
    }  # fmt: skip


def changes_text(changes: Iterable[Change]) -> list[str]:
    """Return named changes as a table, nothing where there are none."""
    return table((TextColumn("day"), TextColumn("change")), ((one.day, safe(one.label)) for one in changes))


def snapshot_text(view: DeskState, zone: str) -> list[str]:
    """Return what stands fired and the open actions as a part of a snapshot, nothing where there is neither."""
    if view.trouble is not None:
        return wrap(f"Review: {safe(view.why)}", WIDTH) if view.trouble != "missing" else []
    active = [one for one in view.firings if one.rested_at is None]
    actions = [one for one in view.actions if one.closed_at is None]
    if not active and not actions:
        return []
    lines = [f"Review: {len(active)} fired, {len(actions)} open actions"]
    for one in active:
        lines += [*_headed("FIRED", f"{one.trigger}: {one.title}"), *_indented(firing_words(one, zone))]
    return [*lines, *plan_text(actions, zone)]


def snapshot_document(view: DeskState) -> dict[str, Any]:
    """Return what stands fired and the action plan in JSON's own types."""
    return {
        "trouble": view.trouble,
        "fired": [firing_document(one) for one in view.firings if one.rested_at is None],
        "actions": [action_document(one) for one in view.actions],
    }


def before_after_document(found: "BeforeAfter") -> dict[str, Any]:
    """Return a comparison in JSON's own types."""
    from cxtui.kpis.lists.before_after import NOTE

    return {
        "label": found.label, "day": found.day, "days": found.days, "after_days": found.after_days,
        "before": {"from_at": found.before.from_at, "to_at": found.before.to_at},
        "after": {"from_at": found.after.from_at, "to_at": found.after.to_at},
        "note": NOTE,
        "metrics": {
            one.name: {
                "unit": one.before.unit, "before": _value(one.before), "after": _value(one.after),
                "difference": one.moved,
                "low": one.difference.low if one.difference else None,
                "high": one.difference.high if one.difference else None,
            }
            for one in found.rows
        },
    }  # fmt: skip


def _value(metric: Metric) -> dict[str, Any]:
    return {"value": metric.value, "n": metric.n, "missing": metric.missing}


def _headed(mark: str, text: str) -> list[str]:
    return wrap(safe(text), WIDTH, initial_indent=f"{mark:<{_MARK}}", subsequent_indent=" " * _MARK)


def _indented(texts: Iterable[str]) -> list[str]:
    indent = " " * _MARK
    return [line for text in texts for line in wrap(safe(text), WIDTH, initial_indent=indent, subsequent_indent=indent)]
