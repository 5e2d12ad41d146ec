"""The queues of the floor and the agents who empty them, one piece of work at a time."""

from collections.abc import Callable
from heapq import heappop, heappush

from cxtui.simulator.arrivals import CHANNELS
from cxtui.simulator.ledger import Ledger, Ticket
from cxtui.simulator.people import HOUR, Agent
from cxtui.simulator.roster import Roster, Shift
from cxtui.simulator.times import Agenda

KEEP = 20 * HOUR
"""How long a ticket waits for its own agent's next shift before somebody else takes it."""

_HASTE = {"urgent": 4 * HOUR, "high": HOUR, "normal": 0, "low": -2 * HOUR}
_PRESSING = {"urgent": 10**8, "high": 20 * HOUR, "normal": 0, "low": -8 * HOUR}
"""The same where urgent tickets come before all others."""
_LINE = {"phone": 10**7, "chat": 10**6, "social": 3 * HOUR}

TicketQueue = list[tuple[int, int, Ticket]]


class Worker:
    """An agent as the desk sees them: on duty or not, busy or not, and the tickets that are theirs."""

    __slots__ = ("agent", "busy", "call", "on_until", "own", "since", "turns_up")

    def __init__(self, agent: Agent) -> None:
        self.agent = agent
        self.busy = False
        self.on_until = 0
        self.turns_up: list[int] = []
        self.since = 0
        """When the work in hand began."""
        self.call: tuple[int, int, int] | None = None
        """Seconds of talk, hold and wrap-up of the call in hand."""
        self.own: TicketQueue = []


class WorkQueues:
    """Gives every ticket that needs an agent to its own agent or to its team's next free one.

    ``begin(worker, ticket, now)`` is called when work starts and returns when it ends; then ``finish``.
    """

    def __init__(
        self,
        agenda: Agenda,
        ledger: Ledger,
        roster: Roster,
        begin: Callable[[Worker, Ticket, int], int],
        finish: Callable[[Worker, Ticket, int], None],
        pressing: bool = False,
    ) -> None:
        self._haste = _PRESSING if pressing else _HASTE
        self._agenda, self._ledger, self._roster = agenda, ledger, roster
        self._begin, self._finish = begin, finish
        self.workers: dict[str, Worker] = {}
        self._queues: dict[str, TicketQueue] = {}
        self._idle: dict[str, dict[str, Worker]] = {}
        self._offers = 0

    def plan(self, day: int, record_from: int, record_to: int) -> None:
        """Plan the shifts that begin on a local day and are not over.

        Agent states are written for those that begin in ``[record_from, record_to)``.
        """
        for shift in self._roster.shifts(day):
            if shift.to_at <= self._agenda.now:
                continue
            worker = self.workers.setdefault(shift.agent.id, Worker(shift.agent))
            worker.turns_up.append(shift.from_at)
            recorded = record_from <= shift.from_at < record_to
            self._agenda.at(shift.from_at, self._clock_in, worker, shift, recorded)

    def offer(self, ticket: Ticket) -> None:
        """Queue a ticket for its own agent if they are there or soon will be, else for its team."""
        if ticket.queued or ticket.working or ticket.done:
            return
        now = self._agenda.now
        ticket.queued = True
        worker = self.workers.get(ticket.assignee) if ticket.assignee else None
        self._offers += 1
        since = ticket.waiting_since if ticket.waiting_since is not None else now
        order = since - self._haste[ticket.priority] - (_LINE.get(ticket.channel, 0) if ticket.tier == 1 else 0)
        if ticket.customer.tier == "enterprise":
            order -= HOUR // 2
        entry = (order, self._offers, ticket)
        if worker is not None and worker.agent.team == ticket.team and self._comes(worker, ticket):
            heappush(worker.own, entry)
            if worker.on_until > now and not worker.busy:
                self._next(worker)
            return
        heappush(self._queues.setdefault(ticket.team, []), entry)
        idle = self._idle.get(ticket.team)
        if idle:
            self._next(next(iter(idle.values())))

    def on_duty(self, team: str) -> Worker | None:
        """Return an idle agent of the team, the one idle for longest, or None."""
        return next(iter(self._idle.get(team, {}).values()), None)

    def anybody(self) -> Worker | None:
        """Return who is on duty, somebody idle first; None where nobody is."""
        now = self._agenda.now
        there = [worker for _, worker in sorted(self.workers.items()) if worker.on_until > now]
        return min(there, key=lambda worker: worker.busy, default=None)

    def _comes(self, worker: Worker, ticket: Ticket) -> bool:
        """Return whether the worker is on, or will be soon enough for this ticket."""
        if worker.on_until > self._agenda.now:
            return True
        soon = HOUR if ticket.tier == 1 and CHANNELS[ticket.channel].live else KEEP
        while worker.turns_up and worker.turns_up[0] < self._agenda.now:
            worker.turns_up.pop(0)
        return bool(worker.turns_up) and worker.turns_up[0] - self._agenda.now < soon

    def _clock_in(self, worker: Worker, shift: Shift, recorded: bool) -> None:
        now = self._agenda.now
        if shift.to_at <= now:
            return
        worker.on_until = shift.to_at
        if recorded:
            self._ledger.add("agent_state", worker.agent.id, shift.from_at, now, 0, "online", None)
        self._agenda.at(shift.to_at, self._clock_out, worker, shift, recorded)
        if not worker.busy:
            self._next(worker)

    def _clock_out(self, worker: Worker, shift: Shift, recorded: bool) -> None:
        now = self._agenda.now
        self._idle.get(worker.agent.team, {}).pop(worker.agent.id, None)
        if recorded:
            self._ledger.add("agent_state", worker.agent.id, shift.from_at, now, 0, "online", now)
            if shift.lunch:
                self._ledger.add("agent_state", worker.agent.id, now, now, 0, "away", None)
                self._agenda.at(now + HOUR // 2, self._back, worker, now)
        own, worker.own = worker.own, []
        for _, _, ticket in sorted(own):
            if not ticket.done:
                ticket.queued = False
                self.offer(ticket)

    def _back(self, worker: Worker, since: int) -> None:
        now = self._agenda.now
        self._ledger.add("agent_state", worker.agent.id, since, now, 0, "away", now)

    def _next(self, worker: Worker) -> None:
        """Let a free worker take the most pressing ticket of their own or of their team, or be idle."""
        now = self._agenda.now
        idle = self._idle.setdefault(worker.agent.team, {})
        idle.pop(worker.agent.id, None)
        if worker.on_until <= now:
            return
        queue = self._queues.setdefault(worker.agent.team, [])
        _drop_done(worker.own)
        _drop_done(queue)
        if worker.own and (not queue or worker.own[0] <= queue[0]):
            ticket = heappop(worker.own)[2]
        elif queue:
            ticket = heappop(queue)[2]
        else:
            idle[worker.agent.id] = worker
            return
        ticket.queued = False
        ticket.working = worker.busy = True
        self._agenda.at(self._begin(worker, ticket, now), self._done, worker, ticket)

    def _done(self, worker: Worker, ticket: Ticket) -> None:
        ticket.working = worker.busy = False
        self._finish(worker, ticket, self._agenda.now)
        # Finishing may have offered work that this worker took at once.
        if not worker.busy:
            self._next(worker)


def _drop_done(queue: TicketQueue) -> None:
    """Remove tickets from the head that were closed, or solved all at once, while they waited."""
    while queue and (queue[0][2].done or queue[0][2].status == "solved"):
        heappop(queue)[2].queued = False
