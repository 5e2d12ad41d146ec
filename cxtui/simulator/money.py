"""Money and loyalty: who buys again, who leaves, and how far the agent who served them decides it."""

from math import log2

from cxtui.clock import DAY
from cxtui.simulator.arrivals import CHANNELS
from cxtui.simulator.customers import Customer
from cxtui.simulator.ledger import Ledger, Ticket, contract_row
from cxtui.simulator.people import Truth
from cxtui.simulator.seeded_random import SeededRandom
from cxtui.simulator.times import Agenda

RETENTION_POINTS = 20.0
"""Percentage points that a retention effect of 1 adds to the chance that a customer stays."""

STAYS = {"standard": 0.73, "plus": 0.79, "enterprise": 0.86}
"""Chance to stay after average service, by the customer's tier."""

CURRENCY = "EUR"


class Revenue:
    """Sells in tickets, and decides for every customer of the week whether they stay."""

    def __init__(self, rng: SeededRandom, agenda: Agenda, ledger: Ledger, truths: dict[str, Truth]) -> None:
        self._rng, self._agenda, self._ledger, self._truths = rng, agenda, ledger, truths
        self._visits: dict[str, int] = {}
        self._sold = 0

    def meet(self, customer: Customer) -> None:
        """Write a customer who is there from now on, with contract or first purchase."""
        at = self._agenda.now
        self._ledger.customer(customer, at)
        if customer.contract is not None:
            self._contract(customer, at, None)
        elif customer.since == at:
            self._sell(customer, self._rng.spread(55, 0.7), "new", None, None)

    def visit(self, customer: Customer, ticket: Ticket) -> None:
        """Let a contact count: nine days after the last of them the customer makes up their mind."""
        visits = self._visits[customer.id] = self._visits.get(customer.id, 0) + 1
        wait = 9 * DAY + self._rng.between(0, 2 * DAY)
        self._agenda.at(self._agenda.now + wait, self._decide, customer, ticket, visits)

    def at_solve(self, ticket: Ticket, truth: Truth) -> None:
        """Sell or pay back what a solved ticket was about."""
        rng, customer = self._rng, ticket.customer
        if ticket.topic == "refund" and rng.chance(0.4):
            self._sell(customer, -rng.spread(40, 0.6), "refund", None, ticket.id)
        elif rng.chance(0.02):
            kind = "upsell" if rng.chance(0.6) else "cross_sell"
            amount = rng.spread(60 if customer.tier == "standard" else 300, 0.6)
            self._sell(customer, amount, kind, truth.agent, ticket.id)

    def stays(self, ticket: Ticket) -> float:
        """Return the chance that a customer stays, given how their last ticket was handled."""
        replies = sum(ticket.replies.values())
        service = 0.0
        for agent, count in ticket.replies.items():
            service += self._truths[agent].retention * count / replies
        slow = 0.0
        if ticket.first_reply_at is None:
            slow = 0.0 if ticket.solved_at is not None else 0.5
        else:
            # Faster than the target gains nothing; four times slower costs all there is to lose.
            over = (ticket.first_reply_at - ticket.created_at) / CHANNELS[ticket.channel].target
            slow = min(1.0, max(0.0, log2(over) / 3.0)) if over > 0 else 0.0
        chance = STAYS[ticket.customer.tier] + service * RETENTION_POINTS / 100 - 0.10 * slow
        return min(0.98, max(0.03, chance - 0.05 * (ticket.reopened > 0)))

    def _decide(self, customer: Customer, ticket: Ticket, visit: int) -> None:
        if self._visits[customer.id] != visit:
            return
        rng, now = self._rng, self._agenda.now
        if rng.chance(self.stays(ticket)):
            if customer.contract is None or rng.chance(0.3):
                self._agenda.at(now + min(55 * DAY, rng.wait(9 * DAY)), self._buy, customer, 1)
        else:
            ends = now + min(60 * DAY, DAY + rng.wait(9 * DAY))
            if customer.contract is not None:
                self._contract(customer, now, ends)
                self._agenda.at(ends, self._leave, customer)
            elif rng.chance(0.5):
                self._agenda.at(ends, self._leave, customer)

    def _buy(self, customer: Customer, times: int) -> None:
        if customer.contract is not None:
            self._sell(customer, customer.contract, "renewal", None, None)
            return
        self._sell(customer, self._rng.spread(55, 0.7), "renewal", None, None)
        if times < 4 and self._rng.chance(0.75):
            later = self._agenda.now + self._rng.between(20, 40) * DAY
            self._agenda.at(later, self._buy, customer, times + 1)

    def _leave(self, customer: Customer) -> None:
        self._ledger.customer(customer, self._agenda.now, self._agenda.now)

    def _contract(self, customer: Customer, at: int, ends: int | None) -> None:
        self._ledger.rows["contract"].append(contract_row(customer, at, ends))

    def _sell(self, customer: Customer, amount: float, kind: str, agent: str | None, ticket: str | None) -> None:
        now = self._agenda.now
        self._sold += 1
        key = f"{customer.id}-{now}-{self._sold}"
        self._ledger.add("purchase", key, now, 0, customer.id, now, round(amount, 2), CURRENCY, kind, agent, ticket)
