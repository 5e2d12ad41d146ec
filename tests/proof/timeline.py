"""What happened to one ticket, in order: its events, and the changes between the rows of a state log."""

from dataclasses import dataclass

from tests.proof.world import Row, World


@dataclass(frozen=True)
class Happening:
    """Something that happened to a ticket."""

    at: int
    kind: str
    value: str | None
    actor: str | None
    actor_kind: str | None
    public: bool = False
    automated: bool = False
    previous: str | None = None


def timeline(world: World, ticket: Row) -> list[Happening]:
    """Return what happened, in order of time; in a second events by version_seq and id, then rows of a log by seq."""
    marks = [
        Happening(
            e["occurred_at"], e["kind"], e["value"], e["actor"], e["actor_kind"], e["public"] in (1, None),
            bool(e["automated"]), e["previous"],
        )
        for e in sorted(world.of("event", ticket), key=lambda e: (e["occurred_at"], e["version_seq"], e["event"]))
    ]  # fmt: skip
    return sorted(marks + _changes(world.of("state", ticket)), key=lambda h: h.at)


def _changes(states: list[Row]) -> list[Happening]:
    """Return the changes of a log: a value that differs from the last known one."""
    known: dict[str, str] = {}
    found = []
    for row in sorted(states, key=lambda s: (s["from_at"], s["seq"])):
        for name in ("status", "team", "assignee", "priority"):
            if row[name] is not None and row[name] != known.get(name):
                known[name] = row[name]
                found.append(Happening(row["from_at"], name, row[name], row["actor"], "agent"))
    return found


def of_kind(happenings: list[Happening], created: int, *kinds: str) -> list[tuple[int, Happening]]:
    """Return happenings of some kinds with their instant; told before the creation, they hold from it."""
    return [(max(h.at, created), h) for h in happenings if h.kind in kinds]
