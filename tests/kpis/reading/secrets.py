"""Histories in which every name is told apart, who may see what of them by a slow count, and all text of a picture."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from hypothesis import strategies as st

from cxtui.clock import format_instant
from tests.facts.histories import History, instant

AGENTS = {"ag1zz": "red", "ag2zz": "red", "ag3zz": "blue", "ag4zz": None}
"""Agents by id with their teams; the name of ``ag1zz`` is ``Nam1yy``."""

START = instant("2025-01-14 10:00")
MIDDLE, END = START + 3 * 3600, START + 12 * 3600

_STEPS = st.lists(
    st.tuples(
        st.integers(0, 11 * 60),
        st.sampled_from(("hold", "drop", "move", "reply", "ask", "note", "bot", "solve", "open", "escalate", "merge",
                         "abandon")),
        st.integers(0, 3),
    ),
    max_size=9,
)  # fmt: skip


def named(agent: str) -> str:
    """Return an agent's name."""
    return f"Nam{agent[2]}yy"


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Up to five tickets of three customers, that change hands between four agents of two teams and none."""
    h = History()
    for agent, team in AGENTS.items():
        h.add("agent", agent=agent, name=named(agent), kind="human", team=team)
    for team, tier in (("red", 1), ("blue", 2)):
        h.add("team", team=team, name=f"Team {team}", tier=tier)
    for k in range(3):
        h.add("customer", customer=f"cu{k}ww", name=f"Cus{k}vv", tier="plus", since=START - 10**7)
        h.add("purchase", purchase=f"p{k}", customer=f"cu{k}ww", occurred_at=START - 86_400, amount=10.0, agent="ag3zz")
    for k, steps in enumerate(draw(st.lists(_STEPS, min_size=2, max_size=5))):
        _ticket(h, k, sorted(steps))
    return h


def _ticket(h: History, k: int, steps: list[tuple[int, str, int]]) -> None:
    ticket, customer, agents = f"tk{k}uu", f"cu{k % 3}ww", list(AGENTS)
    created = START + 60 * k
    team, holder = ("red", "blue", "red")[k % 3], None
    moves = [n for _, what, n in steps if what == "move"]
    h.ticket(
        ticket, format_instant(created, "UTC")[:19], customer=customer, subject=f"Sub{k}ss", channel="chat",
        topic="login", team=("red", "blue")[moves[-1] % 2] if moves else team,
        opened_by=customer, opened_by_kind="customer",
    )  # fmt: skip
    h.event(ticket, format_instant(created, "UTC")[:19], "status", "new", actor=customer, actor_kind="customer")
    h.event(ticket, format_instant(created, "UTC")[:19], "message", actor=customer, actor_kind="customer", public=1)
    for minute, what, n in steps:
        when = format_instant(created + 60 + 60 * minute, "UTC")[:19]
        agent = {"actor": agents[n], "actor_kind": "agent"}
        match what:
            case "hold" | "drop":
                before, holder = holder, agents[n] if what == "hold" else None
                h.event(
                    ticket, when, "assignee", holder, actor=agents[(n + 1) % 4], actor_kind="agent", previous=before
                )
            case "move":
                before, team = team, ("red", "blue")[n % 2]
                h.event(ticket, when, "team", team, **agent, previous=before)
            case "reply" | "note":
                kind = "message" if what == "reply" else "note"
                h.event(ticket, when, kind, **agent, public=int(what == "reply"))
            case "ask":
                h.event(ticket, when, "message", actor=customer, actor_kind="customer", public=1)
            case "bot":
                h.event(ticket, when, "message", actor="bot", actor_kind="bot", public=1, automated=1)
            case "solve" | "open":
                h.event(ticket, when, "status", "solved" if what == "solve" else "open", **agent)
            case "escalate":
                h.event(ticket, when, "escalated", "2", **agent)
            case "abandon":
                h.event(ticket, when, "abandoned")
            case "merge" if n == 3:
                h.event(ticket, when, "merged", f"tk{(k + 1) % 5}uu", **agent)
    for n in {n for _, what, n in steps if what == "reply"}:
        h.add(
            "rating", rating=f"r{k}{n}", ticket=ticket, kind="csat", sent_at=END - 60, occurred_at=END - 50, value=5,
            scale_min=1, scale_max=5, higher_is_better=1, agent=agents[n],
        )  # fmt: skip
        h.add("qa_score", review=f"q{k}{n}", ticket=ticket, agent=agents[n], occurred_at=END - 40, category="tone",
              value=4.0, min=0.0, max=5.0)  # fmt: skip


class Oracle:
    """Who holds which ticket of a history as of an instant, counted event by event."""

    def __init__(self, history: History, at: int) -> None:
        self.tickets = {str(row[1]): row for row in history.rows["ticket"]}
        self.holder: dict[str, str | None] = {}
        self.team: dict[str, str | None] = {}
        for ticket in self.tickets:
            events = sorted((e for e in history.rows["event"] if e[1] == ticket), key=lambda e: (e[3], e[2]))
            self.holder[ticket] = _told(events, "assignee", at, None)
            self.team[ticket] = _told(events, "team", at, ("red", "blue", "red")[int(ticket[2]) % 3])

    def seen(self, agent: str) -> set[str]:
        """Return the tickets that an agent may see."""
        home = AGENTS[agent]
        return {
            ticket
            for ticket, holder in self.holder.items()
            if holder == agent or (holder is None and home is not None and self.team[ticket] == home)
        }

    def held(self, agent: str) -> set[str]:
        """Return the tickets that an agent holds."""
        return {ticket for ticket, holder in self.holder.items() if holder == agent}

    def secrets(self, agent: str) -> set[str]:
        """Return every word that an agent may not read: other agents, other tickets and customers of those alone."""
        seen = self.seen(agent)
        others = [one for one in AGENTS if one != agent]
        customers = {str(row[11]) for ticket, row in self.tickets.items() if ticket in seen}
        words = {*others, *(named(one) for one in others)}
        for ticket in self.tickets.keys() - seen:
            words |= {ticket, f"Sub{ticket[2]}ss"}
        for k in range(3):
            if f"cu{k}ww" not in customers:
                words |= {f"cu{k}ww", f"Cus{k}vv"}
        return words


def _told(events: list[tuple[object, ...]], kind: str, at: int, first: str | None) -> str | None:
    before: object = first
    for event in events:
        if event[4] == kind and int(str(event[3])) <= at:
            before = event[9]
    return None if before is None else str(before)


def texts(picture: object) -> Iterator[str]:
    """Yield every text in a picture, names of fields aside, however deep."""
    if isinstance(picture, str):
        yield picture
    elif is_dataclass(picture) and not isinstance(picture, type):
        for one in fields(picture):
            yield from texts(getattr(picture, one.name))
    elif isinstance(picture, Mapping):
        for key, value in picture.items():
            yield from texts(key)
            yield from texts(value)
    elif isinstance(picture, tuple | list | set | frozenset):
        for value in picture:
            yield from texts(value)


def leaks(picture: object, secrets: set[str]) -> set[str]:
    """Return the secrets that stand in a picture."""
    shown = "\n".join(texts(picture))
    return {word for word in secrets if word in shown}
