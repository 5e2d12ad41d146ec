"""Which column of a file is which of ours: by name and cells together, each of ours filled once."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxtui.sources.drafting.contents import Content
from cxtui.sources.drafting.names import EXACT, by_name

TIMES = frozenset({
    "created_at", "updated_at", "resolved_at", "closed_at", "first_response_at", "due_resolution_at",
})  # fmt: skip
FITS: dict[str, dict[str, float]] = {
    "ticket": {"id": 2.0, "number": 0.5, "text": -1.0, "few words": -1.0, "people": -9.0, "email": -9.0},
    "status": {"few words": 1.0, "number": 0.0, "text": -1.0, "people": -3.0, "email": -9.0, "id": -9.0},
    "priority": {"few words": 1.0, "number": 0.0, "text": -2.0, "email": -9.0, "id": -9.0},
    "channel": {"few words": 1.0, "text": -2.0, "email": -9.0, "id": -9.0, "number": -1.0},
    "team": {"few words": 1.0, "text": 0.0, "email": -1.0, "id": -2.0, "people": -0.5},
    "assignee": {"people": 1.0, "few words": 0.7, "email": 0.7, "number": 0.0, "id": -1.0},
    "customer": {"people": 1.0, "email": 1.2, "id": 0.0, "text": 0.3, "few words": 0.3},
    "subject": {"text": 1.0, "few words": -0.5, "people": -0.5, "number": -9.0, "id": -9.0, "email": -9.0},
    "topic": {"few words": 1.0, "text": -0.5, "number": -1.0, "id": -9.0, "email": -9.0},
    "product": {"few words": 1.0, "text": 0.0, "id": -9.0, "email": -9.0, "number": -2.0},
    "place": {"few words": 1.0, "text": 0.0, "id": -9.0, "email": -9.0, "number": -9.0},
    "rating": {"number": 1.5, "few words": 0.0, "text": -9.0, "id": -9.0, "people": -9.0, "email": -9.0},
}
"""How much a kind of cells speaks for a role."""
LEAST = 1.0
"""What a guess must weigh."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A column of the file for one of ours, and why."""

    role: str
    content: Content
    reason: str
    language: str = "en"

    @property
    def column(self) -> str:
        """Return the file's column."""
        return self.content.column


def guesses(contents: Sequence[Content]) -> dict[str, Guess]:
    """Return the best guess for each of our columns that one of the file may fill."""
    offers = [offer for one in contents for offer in _offers(one)]
    found: dict[str, Guess] = {}
    used: set[str] = set()
    for _, guess in sorted(offers, key=lambda one: -one[0]):
        if guess.role not in found and guess.column not in used:
            found[guess.role] = guess
            used.add(guess.column)
    _unnamed(found, used, contents)
    return found


def _offers(content: Content) -> list[tuple[float, Guess]]:
    offers = []
    for named in by_name(content.column):
        score = named.score + _fit(named.role, content)
        if content.kind != "empty" and score >= LEAST:
            sure = "its name" if named.score == EXACT else f"{named.words!r} in its name"
            offers.append((score, Guess(named.role, content, f"by {sure}; {content.described()}", named.language)))
    return offers


def _fit(role: str, content: Content) -> float:
    if role in TIMES:
        lasted = role == "first_response_at" and content.kind in ("duration", "number")
        return 1.0 if content.kind == "time" else 0.0 if lasted else -9.0
    if content.kind == "time":
        return -9.0
    unique = 1.0 if role == "ticket" and content.unique else 0.0
    return FITS.get(role, {}).get(content.kind, 0.0) + unique


def _unnamed(found: dict[str, Guess], used: set[str], contents: Sequence[Content]) -> None:
    """Fill what a ticket cannot be without from cells alone, where no name told it."""
    free = [one for one in contents if one.column not in used]
    if "ticket" not in found:
        ids = [one for one in free if one.kind == "id"] or [one for one in free if one.unique and one.kind != "time"]
        if ids:
            found["ticket"] = Guess("ticket", ids[0], "no name tells; the first whose cells stand there once")
            used.add(ids[0].column)
    if "created_at" not in found:
        full = max((one.filled for one in free if one.kind == "time"), default=0)
        times = [one for one in free if one.kind == "time" and one.filled == full and one.column not in used]
        if times:
            found["created_at"] = Guess("created_at", times[0], f"no name tells; the first of {times[0].described()}")
            used.add(times[0].column)
