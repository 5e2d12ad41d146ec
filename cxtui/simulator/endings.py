"""How tickets end: solved, closed, given up, merged, marked as spam or deleted; and what solving brings."""

from collections.abc import Callable

from cxtui.clock import DAY
from cxtui.simulator.arrivals import HOUR
from cxtui.simulator.ledger import Ledger, Ticket
from cxtui.simulator.money import Revenue
from cxtui.simulator.people import SYSTEM, Truth
from cxtui.simulator.seeded_random import SeededRandom
from cxtui.simulator.times import Agenda
from cxtui.simulator.voice import Voice

REOPENED = 0.065
"""Share of solves by an agent of middling quality that come back."""


class Endings:
    """Ends tickets, and starts what follows: surveys, reviews, sales, reopenings, closing."""

    def __init__(
        self, rng: SeededRandom, agenda: Agenda, ledger: Ledger, voice: Voice, money: Revenue, truths: dict[str, Truth]
    ) -> None:
        self._rng, self._agenda, self._ledger = rng, agenda, ledger
        self._voice, self._money, self._truths = voice, money, truths
        self.open = 0
        """Tickets not closed for good."""
        self.on_reopen: Callable[[Ticket, int], None]

    def solve(self, ticket: Ticket, actor: str, actor_kind: str) -> None:
        """Solve a ticket and plan what follows."""
        rng, now = self._rng, self._agenda.now
        ticket.solved_at = now
        ticket.waiting_since = None
        self._ledger.status(ticket, now, "solved", actor, actor_kind)
        step = ticket.step
        truth = self._truths.get(ticket.last_agent or "")
        quality = truth.quality if truth else 0.0
        if ticket.opened_by_kind == "customer" and rng.chance(REOPENED * (1.0 - 0.85 * quality)):
            self._agenda.at(now + HOUR // 4 + rng.wait(20 * HOUR), self.on_reopen, ticket, step)
        self._agenda.at(now + 4 * DAY + rng.between(0, HOUR), self._expire, ticket, step)
        if truth:
            self._voice.after_solve(ticket, truth)
            self._money.at_solve(ticket, truth)

    def gives_up(self, ticket: Ticket, step: int) -> None:
        """Solve a ticket whose customer never wrote back."""
        if ticket.step == step and not ticket.done:
            self.solve(ticket, SYSTEM, "system")

    def _expire(self, ticket: Ticket, step: int) -> None:
        if ticket.step == step and not ticket.done:
            self.close(ticket)

    def close(self, ticket: Ticket) -> None:
        """Close a ticket for good: nothing happens to it after."""
        self._ledger.status(ticket, self._agenda.now, "closed", SYSTEM, "system")
        self._end(ticket)

    def _end(self, ticket: Ticket) -> None:
        ticket.done = True
        ticket.waiting_since = None
        self.open -= 1

    def as_not_real(self, ticket: Ticket, agent: str) -> bool:
        """End a ticket that an agent finds to be spam or a twin of another one; say whether it was."""
        now, ledger = self._agenda.now, self._ledger
        if ticket.junk:
            ticket.junk = False
            ticket.spam = 1
            ledger.event(ticket, now, "spam", agent, "agent", "1")
        elif ticket.twin is not None and not ticket.twin.done and ticket.first_reply_at is None:
            survivor = ticket.twin
            ticket.merged_into = survivor.id
            ledger.event(ticket, now, "merged", agent, "agent", survivor.id)
        else:
            return False
        ledger.touch(ticket, now)
        ledger.status(ticket, now, "closed", agent, "agent")
        self._end(ticket)
        return True

    def delete(self, ticket: Ticket) -> None:
        """Delete a ticket, as a customer may ask for at any time."""
        if ticket.done or ticket.working:
            return
        now = self._agenda.now
        ticket.deleted_at = now
        self._ledger.event(ticket, now, "deleted", SYSTEM, "system")
        self._ledger.touch(ticket, now)
        ticket.step += 1
        self._end(ticket)
