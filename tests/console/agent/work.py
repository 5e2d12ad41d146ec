"""A hand-made floor of one agent, and the console on it."""

from dataclasses import replace

from cxtui.console.agent.app import AGENT_PANES, AgentApp
from cxtui.console.keys import KeyTable
from cxtui.kpis.agent.work import AgentWork, Peers, Task, Tasks
from cxtui.kpis.floor import Escalations, Floor, Leaderboard, Metric, Ranked, ScoreComponent
from tests.console.fakes import EAGER, QUICK, FakeFeed
from tests.console.parts import NOW, ZONE, sources

PEERS = (12.0, 30.5, 42.0, 61.2, 88.9)


def task(ticket: str, **changes: object) -> Task:
    """Return an open ticket of one customer, without a promise unless one is told."""
    usual = Task(
        "helpdesk", ticket, f"About {ticket}", "Acme GmbH", "gold", "P2", "email", "Lamps", "open", NOW - 7200,
    )  # fmt: skip
    return replace(usual, **changes)  # type: ignore[arg-type]


QUEUE = (
    task("48001", promise="next_reply", due_at=NOW - 130, target_s=1800, asked_at=NOW - 1930),
    task("48002", promise="first_response", due_at=NOW + 44, target_s=120, asked_at=NOW - 76, status="new"),
    task("48003", promise="resolution", due_at=NOW + 9000, target_s=14_400),
    task("48004", promise="agent_work", stands="pending", left_s=3600, target_s=7200, status="pending"),
    task("48005", asked_at=NOW - 3720),
    task("48006", status="hold"),
)
FREE = (task("48100", promise="first_response", due_at=NOW + 600, target_s=3600, asked_at=NOW - 3000, status="new"),)


def own_row() -> Ranked:
    """Return the agent's own row: CSAT costs 40 x (100 - 50) / 100 = 20 points, reply time 60 x 10 / 100 = 6."""
    parts = (
        ScoreComponent("reply_time", 120.0, 90.0, 85.0, 95.0, 200, 60.0),
        ScoreComponent("csat", 0.75, 50.0, 40.0, 60.0, 40, 40.0),
    )
    return Ranked("helpdesk", "a1", "Ann", "Lamps", 3, True, 74.0, 70.0, 78.0, 240, 200, parts, 5)


def floor() -> Floor:
    """Return an agent's floor."""
    return Floor(
        as_of=NOW,
        zone=ZONE,
        title="Ann",
        metrics={
            "first_response_median": Metric("first_response_median", 252.0, "seconds", NOW, 12),
            "service_level": Metric("service_level", 0.92, "ratio", NOW, 12),
            "solved": Metric("solved", 14, "count", NOW, 14),
        },
        leaderboard=Leaderboard((own_row(),), NOW - 86_400 * 30, NOW, min_n=20),
        escalations=Escalations(),
        sources=sources(),
        tickets=len(QUEUE),
        agent_work=AgentWork("Ann", "Lamps", Tasks(QUEUE, 6, 3, 1), Tasks(FREE, 1, 1, 0), Peers(PEERS, 3), 11),
    )


def console(made: Floor | None = None, *, ascii: bool = False) -> tuple[AgentApp, FakeFeed]:
    """Return an agent's console on a fake feed, at an instant that does not move."""
    feed = FakeFeed(made or floor())
    app = AgentApp(
        lambda: feed,
        keys=KeyTable().only(AGENT_PANES),
        ascii=ascii,
        clock=lambda: NOW,
        pace=QUICK,
        rest=EAGER,
        locked=False,
    )
    return app, feed
