"""What is said about service: surveys sent and answered, and quality reviews."""

from cxtui.clock import DAY
from cxtui.simulator.arrivals import CHANNELS, HOUR
from cxtui.simulator.ledger import Ledger, Ticket
from cxtui.simulator.people import Truth
from cxtui.simulator.phrases import TONGUES
from cxtui.simulator.seeded_random import SeededRandom
from cxtui.simulator.times import Agenda, WallClock
from cxtui.simulator.words import COMMENTS_BAD, COMMENTS_GOOD

SATISFIED = 0.86
"""Chance that an answer about an agent of middling quality, in time and not reopened, is 4 or 5."""

_CATEGORIES = (("solution", 0.5, 1), ("tone", 0.3, 0), ("process", 0.2, 0))


class Voice:
    """Asks customers after a solve, and lets a reviewer look at some tickets."""

    def __init__(
        self, rng: SeededRandom, wall: WallClock, agenda: Agenda, ledger: Ledger, fitting: bool = False
    ) -> None:
        self._rng, self._wall, self._agenda, self._ledger = rng, wall, agenda, ledger
        self._fitting = fitting

    def after_solve(self, ticket: Ticket, truth: Truth) -> None:
        """Plan a survey and perhaps a review; an agent who is fast and bad often avoids the survey."""
        rng, now = self._rng, self._agenda.now
        live = CHANNELS[ticket.channel].live
        if rng.chance(0.45 if truth.style == "fast_bad" else 0.8):
            self._agenda.at(now + (60 if live else HOUR), self._send, ticket, truth, ticket.step)
        if rng.chance(0.05):
            at = self._wall.office_hours(now + rng.between(DAY, 5 * DAY), 9, 16)
            self._agenda.at(at, self._review, ticket, truth)

    def satisfied(self, ticket: Ticket, truth: Truth) -> float:
        """Return the chance that the customer is satisfied."""
        late = (
            ticket.first_reply_at is not None
            and ticket.first_reply_at - ticket.created_at > 2 * CHANNELS[ticket.channel].target
        )
        chance = SATISFIED + 0.15 * truth.quality - 0.05 * late - 0.12 * (ticket.reopened > 0)
        return min(0.98, max(0.05, chance))

    def _send(self, ticket: Ticket, truth: Truth, step: int) -> None:
        if ticket.step != step or ticket.done:
            return
        rng, now = self._rng, self._agenda.now
        kind = "nps" if rng.chance(0.12) else "csat"
        rating = f"{ticket.id}-{kind}" if not ticket.reopened else f"{ticket.id}-{kind}{ticket.reopened + 1}"
        self._write(rating, ticket, now, now, None, kind, None, truth, None)
        if rng.chance(0.42 if CHANNELS[ticket.channel].live else 0.34):
            at = now + 30 + rng.wait(2 * HOUR if CHANNELS[ticket.channel].live else 14 * HOUR)
            self._agenda.at(at, self._answer, rating, ticket, now, kind, truth)

    def _answer(self, rating: str, ticket: Ticket, sent_at: int, kind: str, truth: Truth) -> None:
        rng = self._rng
        happy = rng.chance(self.satisfied(ticket, truth))
        if kind == "csat":
            value = (5 if rng.chance(0.7) else 4) if happy else (1, 1, 2, 2, 3)[rng.between(0, 4)]
        elif happy:
            value = (10 if rng.chance(0.5) else 9) if rng.chance(0.75) else rng.between(7, 8)
        else:
            value = rng.between(0, 6) if rng.chance(0.75) else rng.between(7, 8)
        good: tuple[str, ...] = COMMENTS_GOOD
        bad: tuple[str, ...] = COMMENTS_BAD
        if self._fitting:
            good, bad = TONGUES[ticket.place].good, TONGUES[ticket.place].bad
        comment = rng.pick(good if happy else bad) if rng.chance(0.2) else None
        self._write(rating, ticket, self._agenda.now, sent_at, self._agenda.now, kind, value, truth, comment)

    def _write(
        self, rating: str, ticket: Ticket, version_at: int, sent_at: int, answered_at: int | None, kind: str,
        value: int | None, truth: Truth, comment: str | None,
    ) -> None:  # fmt: skip
        low, high = (0.0, 10.0) if kind == "nps" else (1.0, 5.0)
        self._ledger.add(
            "rating", rating, version_at, 0, ticket.id, sent_at, answered_at, kind,
            None if value is None else float(value), low, high, 1, truth.agent, comment or None,
        )  # fmt: skip

    def _review(self, ticket: Ticket, truth: Truth) -> None:
        rng, now = self._rng, self._agenda.now
        if ticket.deleted_at is not None:
            return
        review = f"{ticket.id}-qa{now % DAY}"
        for category, weight, critical in _CATEGORIES:
            score: float | None = None
            if not (category == "process" and rng.chance(0.15)):
                given = 3.2 + 0.7 * truth.quality + 1.6 * (rng.roll() - 0.5)
                score = float(round(min(4.0, max(0.0, given))))
            self._ledger.add(
                "qa_score", review, category, now, 0, ticket.id, truth.agent, now, score, 0.0, 4.0, weight,
                critical,
            )  # fmt: skip
