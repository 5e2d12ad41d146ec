"""Surveys: who is credited, whether the answer is good, and what a later answer replaced."""

from itertools import pairwise

from tests.proof.holders import Held, holder
from tests.proof.statuses import DONE, Step
from tests.proof.world import END, Row


def surveys(rows: list[Row], who: Held, gone: bool, through: list[Step]) -> list[Row]:
    """Return a row for each survey of one ticket.

    Several answers to one sending carry its instant, which was sent once: the lowest id stands for it. The last of
    them counts, so an earlier one knows when it was replaced; those without a sending are to one survey.
    """
    answered = sorted(
        (answered_at, row["rating"], (row["kind"], row["sent_at"]))
        for row in rows
        if (answered_at := _answered(row)) is not None
    )
    found = []
    for row in rows:
        sent_at = row["sent_at"] if row["sent_at"] is not None else row["occurred_at"]
        later = [
            a
            for a in answered
            if a[2] == (row["kind"], row["sent_at"]) and a[:2] > (_answered(row) or 0, row["rating"])
        ]
        twins = [r["rating"] for r in rows if (r["kind"], r["sent_at"]) == (row["kind"], row["sent_at"])]
        found.append(
            {
                "source": row["source"],
                "ticket": row["ticket"],
                "rating": row["rating"],
                "kind": row["kind"],
                "agent": row["agent"]
                or (None if sent_at is None else holder(who, sent_at) or _kept_to_the_solve(who, through, sent_at)),
                "sent_at": row["sent_at"],
                "answered_at": _answered(row),
                "superseded_at": later[0][0] if later and _answered(row) is not None else None,
                "good": _good(row),
                "points": _points(row),
                "flagged": _flagged(row),
                "sent": int(sent_at is not None and (row["sent_at"] is None or row["rating"] == min(twins))),
                "excluded": int(gone),
            }
        )
    return found


def _kept_to_the_solve(who: Held, through: list[Step], sent_at: int) -> str | None:
    """Return who last held a ticket that stood solved when it was asked about, up to the second of its solve."""
    turns = [
        now for was, now in pairwise(through) if now.from_at <= sent_at and (was.status in DONE) != (now.status in DONE)
    ]
    if not turns or turns[-1].status not in DONE:
        return None
    ends = [since for since, _ in who[1:]] + [END]
    held = [a for (since, a), end in zip(who, ends, strict=False) if a and since <= turns[-1].from_at <= end]
    return held[-1] if held else None


def _answered(row: Row) -> int | None:
    if row["value"] is None:
        return None
    at: int | None = row["sent_at"] if row["occurred_at"] is None else row["occurred_at"]
    return at


def _from_the_top(row: Row) -> tuple[float, float]:
    """Return how far an answer is above the worst one, and how far it could be."""
    width = row["scale_max"] - row["scale_min"]
    up = row["value"] - row["scale_min"]
    return (up if row["higher_is_better"] in (1, None) else width - up), width


SATISFIED = {4.0: 3.0, 6.0: 5.0, 1.0: 1.0}
"""Lowest satisfied answer above the worst by the scale's width: 4 of 5, 6 of 7, good of good and bad."""


def _good(row: Row) -> int | None:
    if row["value"] is None or row["kind"] != "csat":
        return None
    up, width = _from_the_top(row)
    return int(up >= SATISFIED[width])


def _points(row: Row) -> int | None:
    """Return ease in hundredths of 0-100 for ces; 100, 0 or -100 for nps."""
    if row["value"] is None or row["kind"] == "csat":
        return None
    if row["kind"] == "nps":
        return 100 if row["value"] >= 9 else -100 if row["value"] <= 6 else 0
    up, width = _from_the_top(row)
    return round(10_000 * up / width)


def _flagged(row: Row) -> int:
    return int(row["kind"] == "nps" and row["value"] is not None and row["scale_min"] == 1)
