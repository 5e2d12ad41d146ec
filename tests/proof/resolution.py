"""Solves and reopenings, and what each status took."""

from collections.abc import Callable

from tests.proof.statuses import DONE, Step, reopenings, solves
from tests.proof.world import END, Row

TIMED = ("new", "open", "pending", "hold")


def resolution(ticket: Row, through: list[Step], business: Callable[[int, int], int]) -> Row:
    """Return the solves and reopenings of a ticket, and what it took: without the gaps spent solved, too."""
    created = ticket["created_at"]
    solved, reopened = solves(through), reopenings(through)
    idle = [(s.from_at, s.to_at) for s in through if s.status in DONE and solved and s.to_at <= solved[-1].from_at]
    first, last = (solved[0].from_at, solved[-1].from_at) if solved else (None, None)
    return {
        "first_solved_at": first,
        "last_solved_at": last,
        "solves": len(solved),
        "reopens": len(reopened),
        "first_reopened_at": reopened[0].from_at if reopened else None,
        "first_resolution_s": None if first is None else first - created,
        "full_resolution_s": None if last is None else last - created,
        "first_resolution_business_s": None if first is None else business(created, first),
        "full_resolution_business_s": None if last is None else business(created, last),
        "solve_s": None if last is None else last - created - sum(b - a for a, b in idle),
        "solve_business_s": None if last is None else business(created, last) - sum(business(a, b) for a, b in idle),
    }


def durations(through: list[Step], business: Callable[[int, int], int]) -> Row:
    """Return the seconds in each status, of spans that ended, and while the ticket counted."""
    ended = [step for step in through if step.to_at < END and not step.gone]
    found: Row = {}
    for status in TIMED:
        spans = [step for step in ended if step.status == status]
        found[f"{status}_s"] = sum(step.to_at - step.from_at for step in spans)
        found[f"{status}_business_s"] = sum(business(step.from_at, step.to_at) for step in spans)
    return found
