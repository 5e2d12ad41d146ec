"""What the screen calls our columns, words and groups of numbers."""

from collections.abc import Mapping

from cxtui.language import N_, _

ROLES: Mapping[str, str] = {
    "ticket": N_("the ticket's number"),
    "created_at": N_("when it was created"),
    "updated_at": N_("when it last changed"),
    "resolved_at": N_("when it was solved"),
    "closed_at": N_("when it was closed"),
    "first_response_at": N_("first response: when, or after how long"),
    "due_resolution_at": N_("when it must be solved"),
    "status": N_("status"),
    "priority": N_("priority"),
    "channel": N_("channel: how the customer wrote"),
    "team": N_("team or queue"),
    "assignee": N_("agent"),
    "customer": N_("customer: who asks"),
    "subject": N_("subject"),
    "topic": N_("topic: what it is about"),
    "product": N_("product"),
    "place": N_("place"),
    "rating": N_("rating by the customer"),
}
"""Our columns, in the order in which they are offered."""

SHORT: Mapping[str, str] = {
    "ticket": N_("ticket"), "created_at": N_("created"), "updated_at": N_("changed"), "resolved_at": N_("solved"),
    "closed_at": N_("closed"), "first_response_at": N_("first response"), "due_resolution_at": N_("due"),
    "status": N_("status"), "priority": N_("priority"), "channel": N_("channel"), "team": N_("team"),
    "assignee": N_("agent"), "customer": N_("customer"), "subject": N_("subject"), "topic": N_("topic"),
    "product": N_("product"), "place": N_("place"), "rating": N_("rating"),
}  # fmt: skip
"""The same in a word or two."""

OURS: Mapping[str, tuple[str, ...]] = {
    "status": ("new", "open", "pending", "hold", "solved", "closed"),
    "priority": ("low", "normal", "high", "urgent"),
    "channel": ("email", "web", "chat", "phone", "social", "mobile", "api", "other"),
    "rating": ("1", "2", "3", "4", "5", ""),
}
"""Our words, in the order in which they are offered; they stand as they are written in a mapping."""

GROUPS: Mapping[str, str] = {
    "tickets created": N_("tickets created"),
    "backlog": N_("backlog"),
    "first response": N_("first response"),
    "reply times": N_("reply times"),
    "resolution": N_("resolution"),
    "reopenings, waiting times": N_("reopenings, waiting times"),
    "satisfaction": N_("satisfaction"),
    "by agent": N_("by agent"),
    "by team": N_("by team"),
    "by customer": N_("by customer"),
    "by topic": N_("by topic"),
    "by channel": N_("by channel"),
    "handle time": N_("handle time"),
    "agents' presence": N_("agents' presence"),
}
NEEDS: Mapping[str, str] = {
    "a time of creation": N_("a time of creation"),
    "a status, or a time of resolution": N_("a status, or a time of resolution"),
    "a time of the first response, or messages": N_("a time of the first response, or messages"),
    "messages with their authors": N_("messages with their authors"),
    "a time of resolution": N_("a time of resolution"),
    "a history of statuses": N_("a history of statuses"),
    "surveys": N_("surveys"),
    "agents": N_("agents"),
    "a group or queue": N_("a group or queue"),
    "who asks": N_("who asks"),
    "a type or category": N_("a type or category"),
    "how the customer wrote": N_("how the customer wrote"),
    "times of work or talk": N_("times of work or talk"),
    "logins and pauses": N_("logins and pauses"),
}
"""What makes a group of numbers known."""


def short(role: str | None) -> str:
    """Return what a column of ours is called in a word, nothing for none."""
    return _(SHORT[role]) if role else ""
