"""One week of arrivals with everything that follows from it, however late: the unit the floor is made of.

A week has its own rng and its own picture of the desk, so any week can be computed without those
before it. Its border lies on Sunday at 4 in the morning, when next to nothing is queued; what is left
over is worked off by the same agents beside the new week's first tickets.
"""

from collections.abc import Sequence

from cxtui.clock import DAY
from cxtui.simulator.arrivals import CHANNELS, HOUR, arrivals
from cxtui.simulator.customers import Customer
from cxtui.simulator.endings import Endings
from cxtui.simulator.journeys import Journeys
from cxtui.simulator.ledger import CanonicalRows, Ledger, Ticket
from cxtui.simulator.money import Revenue
from cxtui.simulator.people import BOT, SYSTEM, TEAMS, Truth
from cxtui.simulator.phrases import fitting_subject
from cxtui.simulator.plot import Plot, fitting_priority
from cxtui.simulator.roster import Roster
from cxtui.simulator.seeded_random import SeededRandom
from cxtui.simulator.staging import Staging
from cxtui.simulator.times import Agenda, WallClock
from cxtui.simulator.voice import Voice
from cxtui.simulator.words import PRODUCT, TOPIC, TOPICS, subject
from cxtui.simulator.work_queues import WorkQueues


class SimulatedWeek:
    """Runs one week's tickets; ``run`` returns what became known since it was called last."""

    def __init__(
        self,
        seed: int,
        number: int,
        bounds: tuple[int, int],
        wall: WallClock,
        roster: Roster,
        truths: dict[str, Truth],
        pools: tuple[Sequence[Customer], Sequence[Customer], Sequence[Customer]],
        per_day: float,
        load: float,
        first_id: int,
        plot: Plot | None = None,
    ) -> None:
        self.opens, self.closes = bounds
        self._number, self._wall, self._next_id = number, wall, first_id
        self._home, self._before, self._keys = pools
        self._rng = SeededRandom(seed, "week", number)
        self._ledger = Ledger()
        self._agenda = Agenda(self.opens)
        self._money = Revenue(self._rng, self._agenda, self._ledger, truths)
        self._plot = plot
        voice = Voice(self._rng, wall, self._agenda, self._ledger, plot is not None)
        self._endings = Endings(self._rng, self._agenda, self._ledger, voice, self._money, truths)
        self._journeys = Journeys(self._rng, wall, self._agenda, self._ledger, self._endings, load, plot)
        self._desk = WorkQueues(
            self._agenda, self._ledger, roster, self._journeys.begin, self._journeys.finish, plot is not None
        )
        self._journeys.desk = self._desk
        self._endings.on_reopen = self._journeys.answers
        self._begin(number, per_day)
        if plot is not None and self.opens <= plot.opens < self.closes:
            Staging(seed, plot, self._agenda, self._ledger, self._desk, self._journeys, self._endings, truths).plan(
                self._arrives
            )

    def run(self, to_at: int) -> CanonicalRows:
        """Return everything of this week that became known before ``to_at`` and was not returned yet."""
        self._agenda.run(to_at)
        return self._ledger.take()

    def _begin(self, number: int, per_day: float) -> None:
        agenda = self._agenda
        newcomers = [*self._before, *self._home] if number == 0 else self._home
        for customer in newcomers:
            agenda.at(customer.since, self._money.meet, customer)
        today = self._wall.day(self.opens)
        for day in (today - 1, today, today + 1):
            self._plan(day)
        agenda.at(self._wall.instant((today + 1) * DAY), self._dawn, today + 1)
        for at, channel in arrivals(self._rng, self._wall, self.opens, self.closes, per_day):
            agenda.at(at, self._arrives, channel, None)

    def _plan(self, day: int) -> None:
        # In the first week those already on duty are written too.
        record_from = self.opens if self._number else self.opens - DAY
        self._desk.plan(day, record_from, self.closes)

    def _dawn(self, day: int) -> None:
        """Plan tomorrow, as long as anything may need an agent."""
        if self._agenda.now < self.closes or self._endings.open > 0:
            self._plan(day + 1)
            self._agenda.at(self._wall.instant((day + 1) * DAY), self._dawn, day + 1)

    def _who(self) -> Customer:
        """Return who turns up: mostly this week's customers, some of last week's, a few key accounts."""
        luck = self._rng.roll()
        if luck < 0.04:
            return self._rng.pick(self._keys)
        pool = self._before if luck < 0.12 else self._home
        while True:
            customer = self._rng.pick(pool)
            if customer.since <= self._agenda.now:
                return customer

    def _arrives(self, channel_id: str, twin: Ticket | None, about: str | None = None) -> Ticket:
        """Open a ticket, asked by a customer, an agent, or twice, and return it; its topic is ``about``, or any."""
        rng, now = self._rng, self._agenda.now
        channel = CHANNELS[channel_id]
        ticket = Ticket(str(self._next_id), now, channel_id, twin.customer if twin else self._who())
        self._next_id += 1
        customer = ticket.customer
        ticket.topic = about or (customer.habit if rng.chance(0.12) else TOPIC.pick(rng))
        ticket.priority = "" if self._plot is None else fitting_priority(rng, ticket.topic, customer.tier)
        ticket.subject = self._subject(ticket, outage=about is not None)
        if twin is not None:
            ticket.topic, ticket.subject, ticket.twin = twin.topic, twin.subject, twin
            ticket.priority = "" if self._plot is None else twin.priority
        ticket.product = PRODUCT.pick(rng)
        ticket.effort = TOPICS[ticket.topic].effort
        ticket.team = channel.team
        ticket.priority = ticket.priority or self._priority(ticket)
        self._endings.open += 1
        self._ledger.touch(ticket, now)
        by_chance = twin is None and about is None
        if not channel.live and by_chance and rng.chance(0.03) and self._by_agent(ticket):
            return ticket
        self._opened(ticket, customer.id, "customer")
        self._ledger.message(ticket, now, customer.id, "customer")
        self._comes_in(ticket)
        if channel.live:
            self._agenda.at(now + 8 + rng.wait(channel.patience), self._journeys.hangs_up, ticket)
        elif by_chance:
            ticket.junk = rng.chance(0.045)
            if not ticket.junk and rng.chance(0.035):
                self._agenda.at(now + rng.between(300, 3 * HOUR), self._again, ticket)
        if customer.pool == self._number + 1 and not ticket.junk and twin is None:
            self._money.visit(customer, ticket)
        if rng.chance(0.003):
            self._agenda.at(now + HOUR + rng.wait(2 * DAY), self._endings.delete, ticket)
        return ticket

    def _subject(self, ticket: Ticket, outage: bool) -> str:
        """Return what the customer puts in the subject line; one in an outage says since when."""
        if self._plot is None:
            return subject(self._rng, ticket.topic)
        hour = self._wall.local(self._plot.fails) % DAY // HOUR if outage and ticket.topic == "outage" else None
        return fitting_subject(self._rng, ticket.place, ticket.topic, ticket.priority, hour)

    def _again(self, ticket: Ticket) -> None:
        """Let an impatient customer open a second ticket about the same."""
        if not ticket.done and ticket.first_reply_at is None:
            self._arrives("web" if self._rng.chance(0.3) else ticket.channel, ticket)

    def _priority(self, ticket: Ticket) -> str:
        luck = self._rng.roll() - (0.12 if ticket.customer.tier == "enterprise" else 0.0)
        if ticket.topic == "outage":
            luck -= 0.15
        return "urgent" if luck < 0.04 else "high" if luck < 0.18 else "normal" if luck < 0.86 else "low"

    def _opened(self, ticket: Ticket, actor: str, actor_kind: str) -> None:
        ledger, now = self._ledger, self._agenda.now
        ledger.status(ticket, now, "new", actor, actor_kind)
        ledger.event(ticket, now, "team", SYSTEM, "system", ticket.team)
        if ticket.priority != "normal":
            ledger.event(ticket, now, "priority", SYSTEM, "system", ticket.priority, "normal")

    def _by_agent(self, ticket: Ticket) -> bool:
        """Let an idle agent open the ticket with a message of their own; say whether there was one."""
        worker = self._desk.on_duty(ticket.team)
        if worker is None:
            return False
        now, agent = self._agenda.now, worker.agent.id
        ticket.opened_by, ticket.opened_by_kind = agent, "agent"
        self._opened(ticket, agent, "agent")
        self._ledger.message(ticket, now, agent, "agent")
        self._ledger.event(ticket, now, "assignee", agent, "agent", agent)
        ticket.assignee = ticket.last_agent = agent
        ticket.waiting_since = None
        self._journeys.await_customer(ticket, agent)
        return True

    def _comes_in(self, ticket: Ticket) -> None:
        """Let the machines answer first: a bot in chat, an acknowledgement by mail."""
        rng, now = self._rng, self._agenda.now
        if ticket.channel == "chat":
            if TOPICS[ticket.topic].easy and rng.chance(0.2):
                self._ledger.message(ticket, now, BOT, "bot", automated=1)
                self._agenda.at(now + rng.between(40, 200), self._bot_solves, ticket, ticket.step)
                return
            self._ledger.message(ticket, now, BOT, "bot", automated=1)
        elif ticket.channel in ("email", "web") and rng.chance(0.6):
            self._ledger.message(ticket, now, SYSTEM, "system", automated=1)
        self._journeys.wait_for_reply(ticket)

    def _bot_solves(self, ticket: Ticket, step: int) -> None:
        if ticket.step == step and not ticket.done:
            self._endings.solve(ticket, BOT, "bot")


def sunday(wall: WallClock, at: int) -> int:
    """Return the first border between weeks after ``at``: a Sunday at 4:00 on the wall."""
    day = wall.day(at)
    ahead = (2 - day) % 7
    border = wall.instant((day + ahead) * DAY + 4 * HOUR)
    return border if border > at else wall.instant((day + ahead + 7) * DAY + 4 * HOUR)


def calendar_row(zone: str, at: int) -> tuple[object, ...]:
    """Return the floor's opening hours: Monday to Friday, 8 to 18."""
    week = ",".join(f"{day * 1440 + 480}-{day * 1440 + 1080}" for day in range(1, 6))
    return ("support", 0, at, 0, "Support hours", zone, 0, week, "")


def team_names() -> list[tuple[str, str, int]]:
    """Return (id, name, tier) of every team."""
    return [(team.id, team.name, team.tier) for team in TEAMS.values()]
