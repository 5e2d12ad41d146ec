"""Service-level clocks: each target that stood over a wait, when it was due, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.proof.calendar_time import Stretches, due
from tests.proof.holders import Held, holder
from tests.proof.replies import Reply
from tests.proof.statuses import DONE, Step
from tests.proof.targets import applied
from tests.proof.timeline import Happening
from tests.proof.world import END, Row, World

RUNS_IN = {
    "next_reply": ("open",),
    "resolution": ("new", "open", "hold"),
    "agent_work": ("new", "open"),
    "requester_wait": ("new", "open", "hold"),
}
"""Statuses in which a clock runs while the ticket counts; that for a reply runs all the time."""


ANY = "whatever"
"""The calendar of a clock that stands still: no instant says which."""


@dataclass(frozen=True)
class Wait:
    """A wait from an instant to its end, kept if it ended as wished, the statuses in it, and who answered or solved."""

    from_at: int
    to_at: int
    kept: bool
    steps: tuple[Step, ...]
    answered: str | None = None
    solved: str | None = None


def clocks(
    world: World, ticket: Row, happenings: list[Happening], through: list[Step], turns: list[Row],
    answers: list[Reply], who: Held, spans: Stretches, count: Callable[[int, int], int],
) -> list[Row]:  # fmt: skip
    """Return the clocks other than first responses of a ticket that counts.

    Choices of the definition: a clock that waits for a solve stands still while the ticket is removed, but a
    solve ends it even then; one that waits for a reply runs on, as that for the first one does.
    """
    if through[-1].gone:
        return []
    found: list[Row] = []
    for metric, statuses in RUNS_IN.items():
        targets = applied(world, ticket, happenings, metric)
        if metric != "next_reply" and not any(
            world.covers(ticket["source"], what) for what in ("status", "resolution")
        ):
            continue
        waits = _turns(turns, answers) if metric == "next_reply" else _until_solved(world, ticket, through)
        broken: set[int] = set()
        for n, wait in enumerate(waits):
            earlier = waits[:n] if metric != "next_reply" else []
            rows = []
            for target in targets:
                from_at = max(wait.from_at, target.from_at)
                if from_at > wait.to_at or from_at >= target.to_at or target.from_at in broken:
                    continue
                ended = min(wait.to_at, target.to_at)
                runs = [
                    (step.from_at, min(step.to_at, ended))
                    for w in [*earlier, wait]
                    for step in w.steps
                    if step.status in statuses and not step.gone
                    if step.from_at < ended or (from_at == ended and step is wait.steps[-1])
                ]
                if runs and runs[-1][1] == ended:
                    runs[-1] = runs[-1][0], END  # when it would have been due, had it gone on
                calendar, due_at = _due(world, spans, runs, target.seconds, target.business, count)
                due_at = None if due_at is None else max(due_at, from_at)
                rows.append(
                    {
                        "source": ticket["source"], "ticket": ticket["ticket"], "metric": metric,
                        "started_at": [*earlier, wait][0].from_at, "applied_at": target.from_at, "from_at": from_at,
                        "target_s": target.seconds, "calendar": calendar, "due_at": due_at,
                        **_outcome(wait, from_at, target.to_at, due_at, who),
                    }
                )  # fmt: skip
                if rows[-1]["met"] == 0 and metric != "next_reply":
                    broken.add(target.from_at)
            known = [row for row in rows if row["met"] is not None]
            for row in rows:
                row["counted"] = int(bool(known) and row is known[0])
                row["seq"] = 1 + sum(r["metric"] == metric for r in found)
                found.append(row)
    return found


def _turns(turns: list[Row], answers: list[Reply]) -> list[Wait]:
    """Return the customer turns after the first reply, in which it does not matter how the ticket stands."""
    found = []
    for turn in turns:
        if answers and turn["asked_at"] >= answers[0].at and turn["replied_at"] != answers[0].at:
            ended = turn["replied_at"] or turn["closed_at"] or END
            whole = Step(turn["asked_at"], ended, "open", False, None)
            found.append(Wait(turn["asked_at"], ended, turn["replied_at"] is not None, (whole,), turn["agent"]))
    return found


def _until_solved(world: World, ticket: Row, through: list[Step]) -> list[Wait]:
    """Return the stretches from the creation or a reopening to the next solve."""
    found: list[Wait] = []
    steps: list[Step] = []
    for step in through:
        if step.status not in DONE:
            steps.append(step)
        elif steps:
            actor = step.actor if world.get("agent", ticket["source"], step.actor) else None
            found.append(Wait(steps[0].from_at, step.from_at, True, tuple(steps), None, actor))
            steps = []
    return [*found, Wait(steps[0].from_at, END, False, tuple(steps))] if steps else found


def _due(
    world: World, spans: Stretches, runs: list[tuple[int, int]], wanted: int, business: bool,
    count: Callable[[int, int], int],
) -> tuple[str | None, int | None]:  # fmt: skip
    """Return when the seconds run out over the stretches in which the clock runs, and the calendar of then."""
    for start, end in runs:
        spent = end - start if not business else END if end == END else count(start, end)
        if spent >= wanted:
            if not business:
                return None, start + wanted
            at, calendar = due(world, spans, start, wanted)
            return calendar, at
        wanted -= spent
    return (ANY if business else None), None


def _outcome(wait: Wait, from_at: int, replaced_at: int, due_at: int | None, who: Held) -> Row:
    """Return what became of one target over one wait: kept at its end, broken where it was due, or nothing."""
    stands = wait.to_at < END and from_at <= wait.to_at < replaced_at
    ended = min(wait.to_at, replaced_at)
    found: Row = {"outcome_at": None, "met": None, "agent": None, "ended_at": None if ended == END else ended}
    if stands and wait.kept and (due_at is None or wait.to_at <= due_at):
        return found | {
            "outcome_at": wait.to_at,
            "met": 1,
            "agent": wait.answered or holder(who, wait.to_at) or wait.solved,
        }
    if due_at is not None and due_at < replaced_at and due_at < wait.to_at:
        return found | {"outcome_at": due_at, "met": 0, "agent": holder(who, due_at)}
    return found
