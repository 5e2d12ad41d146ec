"""What numbers a mapping lets a store know, what it does not, and which column would fill it."""

from dataclasses import dataclass

from cxtui.sources.mapping import Mapping


@dataclass(frozen=True, slots=True)
class KnownNumbers:
    """A group of numbers: ``how`` they are known, "" where they stay "–", and what would fill them then."""

    what: str
    how: str
    needs: str


def promises(mapping: Mapping) -> tuple[KnownNumbers, ...]:
    """Return what the mapping lets a store know, group by group."""
    has = {(b.into, name) for b in mapping.blocks for name in (*b.fields, *b.metrics)}
    kinds = {b.fields["kind"].value for b in mapping.blocks if b.into == "event" and "kind" in b.fields}
    logged = ("state", "status") in has or "status" in kinds
    daily = "" if logged or not has & {("stated", "status"), ("stated", "resolved_at")} else "from daily exports"
    return (
        KnownNumbers("tickets created", "stated" if ("ticket", "created_at") in has else "", "a time of creation"),
        KnownNumbers("backlog", _backlog(has, logged), "a status, or a time of resolution"),
        KnownNumbers("first response", _first(has, kinds), "a time of the first response, or messages"),
        KnownNumbers("reply times", "from messages" if "message" in kinds else "", "messages with their authors"),
        KnownNumbers("resolution", _resolution(has, logged), "a time of resolution"),
        KnownNumbers("reopenings, waiting times", "from statuses" if logged else daily, "a history of statuses"),
        KnownNumbers("satisfaction", "surveys" if any(b.into == "rating" for b in mapping.blocks) else "", "surveys"),
        KnownNumbers(
            "by agent", _either(has, ("stated", "assignee"), ("state", "assignee"), ("event", "actor")), "agents"
        ),
        KnownNumbers("by team", _either(has, ("ticket", "team"), ("state", "team")), "a group or queue"),
        KnownNumbers("by customer", _either(has, ("ticket", "customer")), "who asks"),
        KnownNumbers("by topic", _either(has, ("ticket", "topic"), ("state", "topic")), "a type or category"),
        KnownNumbers("by channel", _either(has, ("ticket", "channel")), "how the customer wrote"),
        KnownNumbers("handle time", "stated" if ("handle", "from_at") in has else "", "times of work or talk"),
        KnownNumbers("agents' presence", "stated" if ("agent_state", "from_at") in has else "", "logins and pauses"),
    )


def _either(has: set[tuple[str, str]], *columns: tuple[str, str]) -> str:
    return "stated" if has & set(columns) else ""


def _backlog(has: set[tuple[str, str]], logged: bool) -> str:
    if logged:
        return "from statuses"
    return _either(has, ("stated", "status"), ("stated", "resolved_at"), ("stated", "closed_at"))


def _first(has: set[tuple[str, str]], kinds: set[str | None]) -> str:
    if "message" in kinds:
        return "from messages"
    return _either(has, ("stated", "first_response_at"))


def _resolution(has: set[tuple[str, str]], logged: bool) -> str:
    if logged:
        return "from statuses"
    if ("stated", "status") in has and not has & {("stated", "resolved_at"), ("stated", "closed_at")}:
        return "from daily exports"
    return _either(has, ("stated", "resolved_at"), ("stated", "closed_at"))
