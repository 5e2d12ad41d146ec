"""What a plot puts on the stage: an outage with its customers and its end, a close review, a doubtful ticket."""

from collections.abc import Callable

from cxtui.simulator.endings import Endings
from cxtui.simulator.journeys import Journeys
from cxtui.simulator.ledger import Ledger, Ticket
from cxtui.simulator.people import SYSTEM, Truth
from cxtui.simulator.plot import MINUTE, REVIEWS, Plot, outage_arrivals, praised
from cxtui.simulator.times import Agenda
from cxtui.simulator.work_queues import WorkQueues

Arrive = Callable[[str, Ticket | None, str | None], Ticket]


class Staging:
    """Plans what happens on the day that is watched, in the week that has it."""

    def __init__(
        self,
        seed: int,
        plot: Plot,
        agenda: Agenda,
        ledger: Ledger,
        desk: WorkQueues,
        journeys: Journeys,
        endings: Endings,
        truths: dict[str, Truth],
    ) -> None:
        self._seed, self._plot = seed, plot
        self._agenda, self._ledger, self._desk = agenda, ledger, desk
        self._journeys, self._endings, self._truths = journeys, endings, truths
        self._struck: list[Ticket] = []

    def plan(self, arrive: Arrive) -> None:
        """Plan it all; ``arrive`` opens a ticket by channel and topic."""
        plot, at = self._plot, self._agenda.at
        for when, channel in outage_arrivals(self._seed, plot):
            at(when, self._is_struck, arrive, channel)
        at(plot.mended, self._mend)
        for n in range(REVIEWS):
            at(plot.reviewed + n * 3 * MINUTE // 2, self._review, n)
        at(plot.doubtful, self._is_doubtful, arrive)

    def _is_struck(self, arrive: Arrive, channel: str) -> None:
        self._struck.append(arrive(channel, None, "outage"))

    def _mend(self) -> None:
        """Tell everybody who is still struck, one after another."""
        for n, ticket in enumerate(self._struck):
            self._agenda.at(self._agenda.now + 5 + 7 * n, self._tell, ticket)

    def _tell(self, ticket: Ticket) -> None:
        if ticket.done or ticket.status == "solved":
            return
        if ticket.working:
            self._agenda.at(self._agenda.now + MINUTE, self._tell, ticket)
            return
        worker = self._desk.anybody()
        if worker is None:
            self._endings.solve(ticket, SYSTEM, "system")
            return
        agent = worker.agent.id
        if ticket.assignee != agent:
            self._ledger.event(ticket, self._agenda.now, "assignee", agent, "agent", agent, ticket.assignee)
            ticket.assignee = agent
        self._journeys.replied(ticket, worker)
        self._endings.solve(ticket, agent, "agent")

    def _review(self, n: int) -> None:
        now, agent = self._agenda.now, praised(self._truths)
        for category, score, weight in (("solution", 1.0, 0.5), ("tone", 2.0, 0.3), ("process", 1.0, 0.2)):
            self._ledger.add(
                "qa_score", f"close-{now}-{n}", category, now, 0, None, agent, now, score, 0.0, 4.0, weight, 0
            )

    def _is_doubtful(self, arrive: Arrive) -> None:
        """Let a ticket come whose first note is older than itself, as one that was moved by hand."""
        ticket = arrive("email", None, "how-to")
        self._ledger.message(ticket, self._agenda.now - 2 * MINUTE, SYSTEM, "system", public=0)
