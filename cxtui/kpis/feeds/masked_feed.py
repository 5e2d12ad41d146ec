"""A feed for a picture that everybody can read: nothing that may not be shown ever reaches a screen."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from cxtui.errors import CxtuiError
from cxtui.health import FeedHealth
from cxtui.kpis.feed import FloorFeed
from cxtui.kpis.floor import Floor
from cxtui.kpis.privacy import LEAST, Privacy, Pseudonyms, masked, masked_table
from cxtui.kpis.query import WHOLE, Query, View
from cxtui.language import lazy

if TYPE_CHECKING:
    from cxtui.kpis.triggers import TriggerReading

NAMELESS = frozenset({"number", "spread", "speeds", "scorecard", "triggers", "half_hour", "day_course", "lately"})
"""Kinds of answers that hold numbers alone, whatever they are asked of: of a ticket no more than its own number."""

GROUPS = frozenset({"channel", "priority", "tier", "topic"})
"""What a series may be split by and name nobody."""


class Withheld(CxtuiError):
    """An answer names somebody, and names may not be shown here."""


class MaskedFeed:
    """Reads from another feed and hides what ``privacy`` does not allow; the numbers of agents are ``pseudonyms``'.

    An answer of a kind that is not known to be free of names is withheld.
    """

    def __init__(self, feed: FloorFeed, privacy: Privacy, pseudonyms: Pseudonyms) -> None:
        self._feed = feed
        self._privacy = privacy
        self._pseudonyms = pseudonyms

    def changed(self) -> bool:
        """Return whether the store changed since the last ``read``."""
        return self._feed.changed()

    def read(self, view: View = WHOLE) -> Floor:
        """Return the masked floor."""
        return masked(self._feed.read(view), self._privacy, self._pseudonyms)

    def verify(self) -> None:
        """Read a small piece of the store that nothing asked for; StoreTrouble where it is damaged."""
        self._feed.verify()

    def followed(self) -> tuple[FeedHealth, ...]:
        """Return how followed sources are, without examples of what they did not understand."""
        followed = getattr(self._feed, "followed", tuple)
        return tuple(replace(one, doubts=()) for one in followed())

    def answer(self, query: Query) -> object | None:
        """Return the masked answer; Withheld for one that would name somebody."""
        if (self._privacy.names and self._privacy.agents) or nameless(query):
            return self._feed.answer(query)
        if query.kind == "list":
            return self._list(query)
        if query.kind == "on_now":
            return self._on_now(query)
        raise Withheld(lazy("not shown here: it would name people ({kind})", kind=query.kind))

    def _list(self, query: Query) -> object | None:
        from cxtui.kpis.lists.table import ListTable

        found = self._feed.answer(query)
        if not isinstance(found, ListTable):
            return None
        called = self._teams() if any(column.name == "team" for column in found.columns) else {}
        return masked_table(found, self._privacy, self._pseudonyms, called)

    def _on_now(self, query: Query) -> object | None:
        """Return who is on in numbers; Withheld on a floor of so few that a number tells who."""
        from cxtui.kpis.lists.team_load import OnNow

        found = self._feed.answer(query)
        if isinstance(found, OnNow) and found.agents < LEAST and not self._privacy.agents:
            raise Withheld(lazy("fewer than {least} agents: not shown without --show-agents", least=LEAST))
        return found

    def _teams(self) -> dict[str, str]:
        """Return the names of teams by their ids: sizes of teams are known by name."""
        from cxtui.kpis.answers.values import FilterValues

        found = self._feed.answer(Query("values"))
        fields = found.fields if isinstance(found, FilterValues) else {}
        return {one.value: one.name or one.value for one in fields.get("team", ())}

    def triggers(self, active: Mapping[str, int]) -> "tuple[TriggerReading, ...]":
        """Return a reading of every review trigger; they are about the whole floor."""
        return self._feed.triggers(active)

    def close(self) -> None:
        """Close the feed."""
        self._feed.close()


def nameless(query: Query) -> bool:
    """Return whether a query is known to be answered by numbers of groups that are nobody's."""
    if query.kind == "series":
        return GROUPS.issuperset(query.names[1:])
    return query.kind in NAMELESS
