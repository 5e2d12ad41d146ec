"""Lines of ``queue_log`` as rows of our own tables, by the rules of the packaged mapping ``asterisk``."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cxtui.sources.live.validated import RefusedRow
from cxtui.sources.packaged import FOLDER

ENDED = (
    "COMPLETEAGENT", "COMPLETECALLER", "ABANDON", "EXITWITHTIMEOUT", "EXITWITHKEY", "EXITEMPTY", "TRANSFER",
    "BLINDTRANSFER", "ATTENDEDTRANSFER",
)  # fmt: skip
TALKED = ("COMPLETEAGENT", "COMPLETECALLER")
NAMES_AGENT = ("CONNECT", "ADDMEMBER", "AGENTLOGIN", "AGENTCALLBACKLOGIN", "PAUSE", "UNPAUSE")

REMEMBERED_S = 3600
"""Seconds for which the beginning of a call is remembered: one that enters a second queue began with the first."""


@dataclass(slots=True)
class QueueMemory:
    """What later lines need of earlier ones: when calls began, and the last state of each agent with its beginning.

    ``starts`` is when the first state of each agent began, which earlier files need.
    """

    calls: dict[str, int] = field(default_factory=dict)
    states: dict[str, tuple[int, str]] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, cursor: Mapping[str, Any]) -> "QueueMemory":
        """Return what a cursor holds."""
        states = {agent: (int(at), str(state)) for agent, (at, state) in cursor.get("states", {}).items()}
        calls, starts = cursor.get("calls", {}), cursor.get("starts", {})
        return cls(
            {call: int(at) for call, at in calls.items()}, states, {agent: int(at) for agent, at in starts.items()}
        )

    def document(self, now: int) -> dict[str, Any]:
        """Return it as plain values, calls of long ago left out."""
        calls = {call: at for call, at in self.calls.items() if at > now - REMEMBERED_S}
        states = {agent: list(state) for agent, state in self.states.items()}
        return {"calls": calls, "states": states, "starts": dict(self.starts)}


@dataclass(slots=True)
class QueueRows:
    """Rows by table, lines that are none of the log's, and the first and last instants of the others."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    refused: list[RefusedRow] = field(default_factory=list)
    first: int | None = None
    last: int | None = None


def rows_of(lines: Iterable[str], memory: QueueMemory) -> QueueRows:
    """Return the rows of lines, and note in the memory what later ones need."""
    made = QueueRows()
    for line in lines:
        if not line.strip():
            continue
        cells = line.split("|")
        at = _seconds(cells[0])
        if at is None or len(cells) < 5:
            made.refused.append(RefusedRow("event", None, None, "is no line of a queue_log", line[:10_000]))
            continue
        made.first = at if made.first is None else min(made.first, at)
        made.last = at if made.last is None else max(made.last, at)
        _line(made, memory, at, cells)
    return made


def _line(made: QueueRows, memory: QueueMemory, at: int, cells: Sequence[str]) -> None:
    time, call, queue, agent, event, *data = (cell.strip() for cell in cells)
    told = {"ticket": call, "occurred_at": at, "version_at": at}
    spoke = {"actor": agent, "actor_kind": "agent"}
    if event == "ENTERQUEUE":
        began = memory.calls.setdefault(call, at)
        made.rows["ticket"].append(
            {
                "ticket": call, "version_at": at, "created_at": began, "channel": "phone", "team": queue,
                "customer": data[1] if len(data) > 1 and data[1] else None,
            }
        )  # fmt: skip
        made.rows["team"].append({"team": queue, "name": queue, "version_at": 0})
    if event == "CONNECT":
        made.rows["event"].append(told | spoke | {"event": f"2-connect-{time}", "kind": "message", "public": 1})
        made.rows["event"].append(told | spoke | {"event": f"1-assignee-{time}", "kind": "assignee", "value": agent})
    if event == "ABANDON":
        made.rows["event"].append(
            told | {"event": f"3-abandoned-{time}", "kind": "abandoned", "actor_kind": "customer"}
        )
    if event in ENDED:
        made.rows["event"].append(told | {"event": f"4-solved-{time}", "kind": "status", "value": "solved"})
    if event in TALKED and len(data) > 1 and data[1].isdigit():
        made.rows["handle"].append(
            {
                "handle": f"talk-{call}-{time}", "ticket": call, "agent": agent, "kind": "talk",
                "from_at": at - int(data[1]), "to_at": at, "version_at": at,
            }
        )  # fmt: skip
    if event in NAMES_AGENT:
        made.rows["agent"].append({"agent": agent, "name": agent, "kind": "human", "version_at": 0})
    state = _states().get(event)
    if state is not None:
        _state(made, memory, at, agent, state)


def _state(made: QueueRows, memory: QueueMemory, at: int, agent: str, state: str) -> None:
    """Begin a state, and end the one before: of two in one second the later word in the alphabet holds."""
    before = memory.states.get(agent)
    if before is not None and before[0] == at:
        state = max(state, before[1])
    elif before is not None and before[0] < at:
        made.rows["agent_state"].append(
            {"agent": agent, "from_at": before[0], "version_at": before[0], "state": before[1], "to_at": at}
        )
    made.rows["agent_state"].append({"agent": agent, "from_at": at, "version_at": at, "state": state})
    memory.starts.setdefault(agent, at)
    if before is None or before[0] <= at:
        memory.states[agent] = (at, state)


def ended_by(memory: QueueMemory, later: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the rows of agents' last states in a file, ended where ``later`` says that the next of each began."""
    return [
        {"agent": agent, "from_at": at, "version_at": at, "state": state, "to_at": later[agent]}
        for agent, (at, state) in memory.states.items()
        if at < later.get(agent, at)
    ]


@cache
def _states() -> Mapping[str, str]:
    """Return which events begin which state of an agent, as the packaged mapping says it."""
    found: Mapping[str, str] = tomllib.loads((FOLDER / "asterisk.toml").read_text("utf-8"))["words"]["state"]
    return found


def _seconds(text: str) -> int | None:
    whole, _, part = text.strip().partition(".")
    right = whole.isascii() and whole.isdigit() and len(whole) <= 11 and (not part or part.isdigit())
    return int(whole) if right else None
