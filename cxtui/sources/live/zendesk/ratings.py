"""Surveys of satisfaction: those of a span, and those whose answer comes later."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from cxtui.sources.live.zendesk.rest import Record, ZendeskRest
from cxtui.sources.live.zendesk.rows import rating_row

EVERY_S = 60.0
"""Seconds between two looks at surveys."""

ANSWERED = ("good", "bad")


class ZendeskRatings:
    """Asks for surveys since a while, and for that of a ticket whose answer is another than was known.

    A list of surveys since an instant may leave out those that were sent before it and answered since; the tickets
    have the id of theirs. ``absent`` tells that there are none for this token.
    """

    def __init__(self, rest: ZendeskRest, overlap_s: int) -> None:
        self._rest, self._overlap = rest, overlap_s
        self._known: dict[str, Any] = {}
        self._scores: dict[str, str] = {}
        self._again_at = 0.0
        self.absent = False

    def probe(self, start: int) -> None:
        """Find out whether there are surveys to be read."""
        self.absent = self._rest.ratings(start) is None

    def live(self, tickets: Sequence[Record], place: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the rows of surveys that are new or answered; the cursor tells since when they are asked for."""
        found = {str(row.get("id")): row for row in self._due(place)}
        for ticket in () if self.absent else tickets:
            said = ticket.get("satisfaction_rating")
            id, score = (str(said.get("id") or ""), str(said.get("score"))) if isinstance(said, Mapping) else ("", "")
            if id.isdigit() and score in ANSWERED and id not in found and self._scores.get(id) != _telling(said):
                one = self._rest.rating(id)
                if one is not None:
                    found[id] = one
                self._scores[id] = _telling(said)
        new = {id: row for id, row in found.items() if self._known.get(id) != row.get("updated_at")}
        self._known |= {id: row.get("updated_at") for id, row in new.items()}
        return _rows(list(new.values()))

    def between(self, start: int, end: int) -> list[dict[str, Any]]:
        """Return the rows of the surveys of a span."""
        return _rows(self._rest.ratings(start, end) or ())

    def _due(self, place: dict[str, Any]) -> Sequence[Record]:
        if time.monotonic() < self._again_at:
            return ()
        now = self._rest.api.now()
        rows = self._rest.ratings(int(place["ratings"]) - self._overlap)
        self.absent = rows is None
        self._again_at = time.monotonic() + EVERY_S
        place["ratings"] = max(int(place["ratings"]), now - self._overlap)
        return rows or ()


def _telling(said: object) -> str:
    return f"{said.get('score')} {said.get('comment') or ''}" if isinstance(said, Mapping) else ""


def _rows(found: Sequence[Record]) -> list[dict[str, Any]]:
    return [row for one in found if (row := rating_row(one)) is not None]
