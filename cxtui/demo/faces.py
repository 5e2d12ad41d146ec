"""Whom a demo is shown to: a supervisor, a wall, or one agent."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from cxtui.demo.pace import AGENTS
from cxtui.errors import UsageError

if TYPE_CHECKING:
    from cxtui.demo.child import Child
    from cxtui.kpis.feed import FloorFeed
    from cxtui.kpis.feeds.data_end import DataEnd

DemoFace = Callable[["Child", Callable[[], int], Mapping[str, Any]], int]
"""Shows a child's store by a clock, with the looks that were asked for, and returns the exit code."""


def face_of(screen: str | None, wall: bool, agent: str | None) -> DemoFace:
    """Return the face that was asked for; UsageError where that is more than one."""
    if sum((screen is not None, wall, agent is not None)) > 1:
        raise UsageError("--screen, --wall and --agent show three different people's picture: give one of them")
    if wall:
        return _wall
    if agent is None:
        return _console(screen)
    known = demo_agents()
    if agent not in known:
        raise UsageError(f"--agent: the demo's agents are {known[0]} to {known[-1]}, not {agent[:40]!r}")
    return _agent(agent)


def demo_agents() -> list[str]:
    """Return the ids of the agents that every demo has from its first day."""
    return [f"a{n + 1:02d}" for n in range(AGENTS)]


def _console(screen: str | None) -> DemoFace:
    def show(child: "Child", clock: Callable[[], int], chosen: Mapping[str, Any]) -> int:
        from cxtui.console.run import run_console

        return run_console(
            child.store, chosen=chosen, screen=screen, clock=clock, opening=child.saying, speed=child.speed
        )

    return show


CONSOLE = _console(None)


def _wall(child: "Child", clock: Callable[[], int], chosen: Mapping[str, Any]) -> int:
    from cxtui.console.wall.run import WallOptions, run_wall

    wanted = WallOptions(looks=chosen)
    return run_wall(child.store, None, wanted, clock=clock, opening=child.saying, speed=child.speed)


def _agent(agent: str) -> DemoFace:
    def show(child: "Child", clock: Callable[[], int], chosen: Mapping[str, Any]) -> int:
        from cxtui.console.run import run_console

        def feed(end: "DataEnd | None") -> "FloorFeed":
            from cxtui.kpis.agent.feed import AgentFeed

            return AgentFeed(child.store, agent, None, clock=clock, end=end)

        return run_console(
            child.store, chosen=chosen, clock=clock, opening=child.saying, permitted=feed, speed=child.speed
        )

    return show
