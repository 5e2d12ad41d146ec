"""What was said of a ticket: the customer's answers to surveys, and the reviews of its quality."""

from itertools import groupby
from operator import itemgetter

from cxtui.kpis.floor import QaReview, Survey
from cxtui.store.read import Row, Transaction

SURVEYS, CATEGORIES = 20, 100
"""Surveys, and categories of reviews, that are read of a ticket at most."""

SCORE = 10_000
"""Parts in which the store counts the score of a review."""


def surveys(tx: Transaction, source: str, ticket: str, at: int) -> tuple[Survey, ...]:
    """Return the surveys of a ticket as of an instant, the newest first."""
    rows = tx.rows("ticket_surveys", source=source, ticket=ticket, at=at, most=SURVEYS)
    return tuple(
        Survey(
            kind=kind,
            sent_at=sent_at,
            answered_at=answered_at if value is not None else None,
            value=value,
            low=low,
            high=high,
            good=bool(good) if kind == "csat" and good is not None else None,
            agent=agent,
            comment=comment,
            superseded=bool(superseded),
        )
        for kind, sent_at, answered_at, value, low, high, good, agent, comment, superseded in rows
    )


def reviews(tx: Transaction, source: str, ticket: str, at: int) -> tuple[QaReview, ...]:
    """Return the quality reviews of a ticket until an instant, the newest first."""
    rows = tx.rows("ticket_reviews", source=source, ticket=ticket, at=at, most=CATEGORIES)
    return tuple(_review(list(parts)) for _, parts in groupby(rows, itemgetter(0)))


def _review(parts: list[Row]) -> QaReview:
    review, at, agent, score, *_ = parts[0]
    categories = tuple(
        (category, _share(value, low, high), bool(critical))
        for *_, category, value, low, high, critical in parts
    )  # fmt: skip
    return QaReview(review, at, agent, None if score is None else score / SCORE, categories)


def _share(value: float | None, low: float | None, high: float | None) -> float | None:
    """Return what a category got between its ends, None where it did not apply or its scale says nothing."""
    if value is None or low is None or high is None or high <= low:
        return None
    return (value - low) / (high - low)
