"""Statuses of a ticket with their spans, when it was removed from the count, and when it was in the backlog."""

from dataclasses import dataclass
from itertools import pairwise

from tests.proof.timeline import Happening
from tests.proof.world import END, Row, World

OPEN = ("new", "open", "pending", "hold")
DONE = ("solved", "closed")
_TELLS = {"spam": ("spam",), "deleted": ("deleted", "restored"), "merged": ("merged", "unmerged")}
"""Why a ticket is removed, and the events that tell of it."""


Who = tuple[str | None, str | None]
"""The id and the kind of who did something."""

NOBODY: Who = (None, None)

Mark = tuple[int, str | None, Who, str | None, bool]
"""An instant with a new status and who set it, or with a reason to remove the ticket and whether it holds."""


@dataclass(frozen=True)
class Step:
    """A status from an instant on, whether the ticket is removed then, and who set it."""

    from_at: int
    to_at: int
    status: str
    gone: bool
    actor: str | None
    actor_kind: str | None = None

    @property
    def in_backlog(self) -> bool:
        """Say whether the ticket is in the backlog: in an open state, and not merged, deleted or spam."""
        return self.status in OPEN and not self.gone


def steps(world: World, ticket: Row, happenings: list[Happening]) -> list[Step]:
    """Return what a ticket went through, from its creation as new to the end of time.

    Where no event tells why it is removed, its row does; the row gives no order, so that comes last in its
    second. What is told before the creation holds from it. Each reason stands for itself: restoring a deleted
    ticket leaves it spam.
    """
    marks: list[Mark] = []
    for h in happenings:
        if h.kind == "status" and h.value in (*OPEN, *DONE):
            marks.append((h.at, h.value, (h.actor, h.actor_kind), None, False))
        elif h.kind in sum(_TELLS.values(), ()):
            reason = next(r for r, kinds in _TELLS.items() if h.kind in kinds)
            marks.append((h.at, None, NOBODY, reason, h.kind == reason and not (h.kind == "spam" and h.value == "0")))
    if not world.covers(ticket["source"], "status"):
        stated = {s["metric"]: s["value"] for s in world.of("stated", ticket)}
        for metric, status in (("resolved_at", "solved"), ("closed_at", "closed")):
            if stated.get(metric) is not None:
                marks.append((stated[metric], status, NOBODY, None, False))
    marks += _said_by_row(ticket, {h.kind for h in happenings})
    return _walk(ticket, sorted(marks, key=lambda m: m[0]))


def _said_by_row(ticket: Row, stated: set[str]) -> list[Mark]:
    says = {
        "spam": ticket["spam"] == 1,
        "deleted": ticket["deleted_at"] is not None,
        "merged": ticket["merged_into"] is not None,
    }
    since = ticket["version_at"] if ticket["deleted_at"] is None else ticket["deleted_at"]
    return [
        (max(since, ticket["created_at"]), None, NOBODY, reason, True)
        for reason, removed in says.items()
        if removed and not stated & set(_TELLS[reason])
    ]


def _walk(ticket: Row, marks: list[Mark]) -> list[Step]:
    status, reasons = "new", set[str]()
    found: list[tuple[int, str, bool, Who]] = [
        (ticket["created_at"], status, False, (ticket["opened_by"], ticket["opened_by_kind"]))
    ]
    for at, new_status, actor, reason, removed in marks:
        status = new_status or status
        if reason is not None:
            (reasons.add if removed else reasons.discard)(reason)
        found.append((max(at, ticket["created_at"]), status, bool(reasons), actor))
    ends = [at for at, *_ in found[1:]] + [END]
    return [Step(at, end, s, gone, *actor) for (at, s, gone, actor), end in zip(found, ends, strict=True)]


def backlog(through: list[Step]) -> list[tuple[int, int]]:
    """Return when a ticket was in the backlog: spans ``[from, to)`` that do not touch within a second."""
    found: list[tuple[int, int]] = []
    since = None
    for step in through:
        if step.in_backlog and since is None:
            since = step.from_at
        if not step.in_backlog and since is not None:
            found.append((since, step.from_at))
            since = None
    if since is not None:
        found.append((since, END))
    return [(a, b) for a, b in found if a < b]


def solves(through: list[Step]) -> list[Step]:
    """Return the steps that solved it: solved or closed out of another status, while it counted."""
    return [now for was, now in pairwise(through) if now.status in DONE and was.status not in DONE and not now.gone]


def reopenings(through: list[Step]) -> list[Step]:
    """Return the steps that reopened it: out of solved or closed, while it counted."""
    return [now for was, now in pairwise(through) if was.status in DONE and now.status not in DONE and not now.gone]


def closings(through: list[Step]) -> list[int]:
    """Return the instants at which a solve closed what the customer waited for."""
    return [now.from_at for was, now in pairwise(through) if now.status in DONE and was.status not in DONE]
