"""The way of a ticket: from the first message through replies, waits and escalations to its end."""

from cxtui.clock import DAY
from cxtui.simulator.arrivals import CHANNELS, HOUR
from cxtui.simulator.endings import Endings
from cxtui.simulator.ledger import Ledger, Ticket
from cxtui.simulator.people import SYSTEM
from cxtui.simulator.plot import READY, Plot, escalated
from cxtui.simulator.seeded_random import SeededRandom
from cxtui.simulator.times import Agenda, WallClock
from cxtui.simulator.words import RETAGGED, TOPICS
from cxtui.simulator.work_queues import Worker, WorkQueues

_REASONS = ("needs a developer", "refund above limit", "outage", "asks for a manager", "third contact")
_SECOND_LINE_WORK = {2: 1500.0, 3: 2700.0}
LONGEST_WORK = 100 * 60
"""Seconds of one piece of work at most: how far past a shift's end somebody may still act."""


class Journeys:
    """Moves tickets on: what an agent does with one, and what its customer does next."""

    def __init__(
        self,
        rng: SeededRandom,
        wall: WallClock,
        agenda: Agenda,
        ledger: Ledger,
        endings: Endings,
        load: float,
        plot: Plot | None = None,
    ) -> None:
        self._rng, self._wall, self._agenda, self._ledger = rng, wall, agenda, ledger
        self._endings = endings
        self._load = load
        self._plot = plot
        self.desk: WorkQueues

    # What customers do

    def wait_for_reply(self, ticket: Ticket) -> None:
        """Put a ticket whose customer wrote before the desk, perhaps only after it lay for a while."""
        rng, now = self._rng, self._agenda.now
        channel = CHANNELS[ticket.channel]
        if channel.live:
            self.desk.offer(ticket)
            if rng.chance(0.2):
                self._agenda.at(now + 20 + rng.wait(60), self._nudge, ticket)
            return
        self._agenda.at(self._ready(ticket), self._offer, ticket, ticket.step)
        if rng.chance(0.22):
            self._agenda.at(now + rng.wait(90 * 60), self._nudge, ticket)

    def _ready(self, ticket: Ticket) -> int:
        """Return when somebody can answer: mostly at once, but some wait on a parcel, a fact, a colleague."""
        rng, now = self._rng, self._agenda.now
        target = CHANNELS[ticket.channel].target
        if self._plot is not None and ticket.priority in READY:
            return now + rng.wait(READY[ticket.priority])
        luck = rng.roll()
        if luck < 0.55:
            return now + rng.wait(target / 60)
        if ticket.channel == "social":
            return now + int(target * (0.8 if luck < 0.85 else 2.5) * rng.roll())
        if luck < 0.82:
            return self._office(now, int(target * 0.7 * rng.roll()))
        return self._office(now, int(target * (0.8 + 1.1 * rng.roll())))

    def _office(self, now: int, seconds: int) -> int:
        """Return the instant ``seconds`` of office time (weekdays 8 to 18) after now, near enough."""
        at = self._wall.office_hours(now, 8, 18)
        left = seconds
        while True:
            closes = self._wall.instant(self._wall.day(at) * DAY + 18 * HOUR)
            if at + left < closes:
                return at + left
            left -= closes - at
            at = self._wall.office_hours(closes, 8, 18)

    def _offer(self, ticket: Ticket, step: int) -> None:
        if ticket.step == step:
            self.desk.offer(ticket)

    def _nudge(self, ticket: Ticket) -> None:
        """Let the customer write once more while nobody has answered."""
        if ticket.waiting_since is None or ticket.done or ticket.status in ("solved", "pending"):
            return
        now = self._agenda.now
        self._ledger.message(ticket, now, ticket.customer.id, "customer")
        if self._rng.chance(0.25):
            gap = 60 if CHANNELS[ticket.channel].live else 5 * HOUR
            self._agenda.at(now + 20 + self._rng.wait(gap), self._nudge, ticket)

    def answers(self, ticket: Ticket, step: int) -> None:
        """Let the customer write back to a ticket that waits for them, or that was solved."""
        if ticket.step != step or ticket.done:
            return
        now = self._agenda.now
        self._ledger.message(ticket, now, ticket.customer.id, "customer")
        if ticket.status == "solved":
            ticket.reopened += 1
            ticket.turns = 1 if self._rng.chance(0.7) else 2
        ticket.solved_at = None
        ticket.waiting_since = now
        self._ledger.status(ticket, now, "open", ticket.customer.id, "customer")
        self.wait_for_reply(ticket)

    def hangs_up(self, ticket: Ticket) -> None:
        """Let a customer on the line give up, if nobody has begun with them."""
        if ticket.first_reply_at is not None or ticket.working or ticket.done or ticket.status != "new":
            return
        now = self._agenda.now
        self._ledger.event(ticket, now, "abandoned", ticket.customer.id, "customer")
        self._ledger.status(ticket, now, "solved", SYSTEM, "system")
        self._endings.close(ticket)

    # What agents do

    def begin(self, worker: Worker, ticket: Ticket, now: int) -> int:
        """Let an agent take a ticket up; return the instant at which this piece of work is done."""
        agent, ledger = worker.agent, self._ledger
        if ticket.assignee != agent.id:
            ledger.event(ticket, now, "assignee", agent.id, "agent", agent.id, ticket.assignee)
            ticket.assignee = agent.id
        if ticket.status in ("new", "hold"):
            ledger.status(ticket, now, "open", agent.id, "agent")
        work = self.work(ticket, agent.truth.pace)
        worker.since, worker.call = now, None
        if ticket.channel == "phone" and ticket.tier == 1 and ticket.waiting_since is not None:
            # Some calls ring through to a second desk before anybody lifts.
            rings = self._rng.between(3, 11) if self._rng.chance(0.88) else self._rng.between(18, 45)
            self._agenda.at(now + rings, self.replied, ticket, worker)
            hold = self._rng.between(20, 90) if self._rng.chance(0.25) else 0
            worker.since, worker.call = now + rings, (work, hold, self._rng.between(15, 60))
            return now + rings + sum(worker.call)
        return now + work

    def work(self, ticket: Ticket, pace: float) -> int:
        """Return the seconds of one reply by an agent of this pace."""
        channel = CHANNELS[ticket.channel]
        if ticket.tier > 1:
            median = _SECOND_LINE_WORK[ticket.tier] * self._load
        elif ticket.channel == "chat":
            median = channel.work
        else:
            median = channel.work * self._load
        return min(LONGEST_WORK, max(8, int(self._rng.spread(median * pace * ticket.effort, 0.45))))

    def _handled(self, worker: Worker, ticket: Ticket, now: int) -> None:
        """Write the time that was spent: a call in its parts, anything else as work."""
        stretches: tuple[tuple[str, int], ...] = (("work", now - worker.since),)
        if worker.call is not None:
            stretches = tuple(zip(("talk", "hold", "wrap"), worker.call, strict=True))
        begins = worker.since
        for kind, seconds in stretches:
            if seconds > 0:
                key = f"{ticket.id}-{ticket.events:03d}{kind[0]}"
                ends = begins + seconds
                self._ledger.add("handle", key, ends, 0, ticket.id, worker.agent.id, kind, begins, ends)
                begins = ends

    def replied(self, ticket: Ticket, worker: Worker) -> None:
        """Let an agent answer the customer."""
        now, agent = self._agenda.now, worker.agent.id
        self._ledger.message(ticket, now, agent, "agent")
        if ticket.first_reply_at is None:
            ticket.first_reply_at = now
            channel = CHANNELS[ticket.channel]
            if not self._rng.chance(channel.one_reply + 0.15 * worker.agent.truth.quality):
                ticket.turns = 2 + self._rng.count(2.2 if ticket.channel == "chat" else 0.5)
        ticket.replies[agent] = ticket.replies.get(agent, 0) + 1
        ticket.last_agent = agent
        ticket.waiting_since = None
        ticket.turns -= 1

    def finish(self, worker: Worker, ticket: Ticket, now: int) -> None:
        """Let an agent end a piece of work: merge, escalate, hold, reply or solve."""
        self._handled(worker, ticket, now)
        if ticket.done:
            return
        rng, agent = self._rng, worker.agent
        spoke = ticket.channel == "phone" and ticket.waiting_since is None
        if self._endings.as_not_real(ticket, agent.id):
            return
        if rng.chance(0.07):
            self._ledger.message(ticket, now, agent.id, "agent", public=0)
        if rng.chance(0.03):
            self._retag(ticket, agent.id)
        if self._escalates(ticket, agent.truth.quality):
            if not spoke and (CHANNELS[ticket.channel].live or rng.chance(0.75)):
                self.replied(ticket, worker)
            self._escalate(ticket, agent.id)
            return
        if ticket.tier > 1 and not ticket.held and rng.chance(0.4):
            self._hold(ticket, agent.id)
            return
        if not spoke and not ticket.reopened and ticket.first_reply_at is None and rng.chance(0.012):
            self._endings.solve(ticket, agent.id, "agent")
            return
        if not spoke:
            self.replied(ticket, worker)
        if ticket.turns > 0:
            self.await_customer(ticket, agent.id)
        else:
            self._endings.solve(ticket, agent.id, "agent")

    def await_customer(self, ticket: Ticket, agent: str) -> None:
        """Let a ticket wait for its customer, who mostly writes back."""
        rng, now = self._rng, self._agenda.now
        self._ledger.status(ticket, now, "pending", agent, "agent")
        median = CHANNELS[ticket.channel].answer
        if rng.chance(0.9):
            wait = max(5, int(rng.spread(median, 0.9)))
            self._agenda.at(now + wait, self.answers, ticket, ticket.step)
        else:
            silence = HOUR // 2 if CHANNELS[ticket.channel].live else 3 * DAY
            self._agenda.at(now + silence, self._endings.gives_up, ticket, ticket.step)

    def _retag(self, ticket: Ticket, agent: str) -> None:
        topic = self._rng.pick(RETAGGED)
        if topic == ticket.topic:
            return
        now = self._agenda.now
        self._ledger.event(ticket, now, "topic", agent, "agent", topic, ticket.topic)
        ticket.topic = topic
        self._ledger.touch(ticket, now)

    def _hold(self, ticket: Ticket, agent: str) -> None:
        """Let a ticket rest until somebody outside the floor has done their part."""
        now = self._agenda.now
        ticket.held = True
        self._ledger.message(ticket, now, agent, "agent", public=0)
        self._ledger.status(ticket, now, "hold", agent, "agent")
        wait = int(self._rng.spread(20 * HOUR, 0.8))
        self._agenda.at(self._wall.office_hours(now + wait, 8, 17), self._offer, ticket, ticket.step)

    def _escalates(self, ticket: Ticket, quality: float) -> bool:
        if ticket.tier == 1:
            more = 1.0 if self._plot is None else escalated(self._plot, self._agenda.now)
            return self._rng.chance(more * TOPICS[ticket.topic].escalates * (1.0 - 0.25 * quality))
        return ticket.tier == 2 and not ticket.held and self._rng.chance(0.2)

    def _escalate(self, ticket: Ticket, agent: str) -> None:
        rng, ledger, now = self._rng, self._ledger, self._agenda.now
        ticket.tier += 1
        team = TOPICS[ticket.topic].team if ticket.tier == 2 else "core"
        ledger.event(ticket, now, "escalated", agent, "agent", str(ticket.tier), rng.pick(_REASONS))
        ledger.event(ticket, now, "team", agent, "agent", team, ticket.team)
        ledger.event(ticket, now, "assignee", agent, "agent", None, agent)
        if ticket.priority in ("normal", "low") and rng.chance(0.3):
            ledger.event(ticket, now, "priority", agent, "agent", "high", ticket.priority)
            ticket.priority = "high"
        ticket.team, ticket.assignee = team, None
        ticket.turns = max(1, ticket.turns)
        if ticket.waiting_since is None:
            # The customer was told and waits: the second line owes them an answer from here on.
            ticket.waiting_since = now
        ledger.status(ticket, now, "open", agent, "agent")
        ledger.touch(ticket, now)
        self.desk.offer(ticket)
