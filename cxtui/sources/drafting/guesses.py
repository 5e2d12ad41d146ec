"""Which column of a file is which of ours: by name and cells together, each of ours filled once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cxtui.sources.drafting.contents import Content
from cxtui.sources.drafting.names import EXACT, TIMES, by_name, is_clock
from cxtui.sources.drafting.vocabularies import ELSE, share_known

FITS: dict[str, dict[str, float]] = {
    "ticket": {"id": 2.0, "number": 0.5, "text": -1.0, "few words": -1.0, "people": -9.0, "email": -9.0},
    "status": {"few words": 1.0, "number": 0.0, "text": -1.0, "people": -1.0, "email": -9.0, "id": -9.0},
    "priority": {"few words": 1.0, "number": 0.0, "text": -2.0, "email": -9.0, "id": -9.0},
    "channel": {"few words": 1.0, "text": -2.0, "email": -9.0, "id": -9.0, "number": -1.0},
    "team": {"few words": 1.0, "text": 0.0, "email": -1.0, "id": -2.0, "people": -0.5},
    "assignee": {"people": 1.0, "few words": 0.7, "email": 0.7, "number": 0.0, "id": -1.0},
    "customer": {"people": 1.0, "email": 1.2, "id": 0.0, "text": 0.3, "few words": 0.3},
    "subject": {"text": 1.0, "few words": -0.5, "people": -0.5, "number": -9.0, "id": -9.0, "email": -9.0},
    "topic": {"few words": 1.0, "text": -0.5, "number": -1.0, "id": -9.0, "email": -9.0},
    "product": {"few words": 1.0, "text": 0.0, "id": -9.0, "email": -9.0, "number": -2.0},
    "place": {"few words": 1.0, "text": 0.0, "id": -9.0, "email": -9.0, "number": -9.0},
    "rating": {"number": 1.5, "few words": -0.5, "text": -9.0, "id": -9.0, "people": -9.0, "email": -9.0},
}
"""How much a kind of cells speaks for a role."""
LASTED = frozenset({"first_response_at", "resolved_at"})
"""The times that a file may say as how long it took."""
WORDY = frozenset({"status", "priority", "channel", "topic"})
CLOCKS = {
    "%H:%M": r"\d{1,2}:\d\d",
    "%H:%M:%S": r"\d{1,2}:\d\d:\d\d",
    "%I:%M %p": r"\d{1,2}:\d\d [AaPp]\.? ?[Mm]\.?",
    "%H%M%S": r"(?:[01]\d|2[0-3])[0-5]\d[0-5]\d",
}
"""How a time of day may be written, by the words of strptime."""
LEAST = 1.0
"""What a guess must weigh."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A column of the file for one of ours, and why; ``clock`` is the column that has the time of a date's day."""

    role: str
    content: Content
    reason: str
    languages: frozenset[str] = frozenset({"en"})
    clock: Content | None = None

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
    return {role: _clocked(guess, found, contents) for role, guess in found.items()}


def _clocked(guess: Guess, found: Mapping[str, Guess], contents: Sequence[Content]) -> Guess:
    """Return a guess of a date with the time of its day, where the next column holds nothing else."""
    times = guess.content.times
    place = contents.index(guess.content) + 1
    after = contents[place] if place < len(contents) else None
    if times is None or not after or any(one.content is after for one in found.values()):
        return guess
    dateless = all(not set(form) & set("HIsp") or form == "iso" for form in times.formats)
    dated = dateless and not any(":" in sample or "T" in sample for sample in guess.content.samples)
    form = clock_form(after.samples) if dated and is_clock(after.column) else None
    if form is None:
        return guess
    dates = tuple("%Y-%m-%d" if one == "iso" else one for one in times.formats)
    both = replace(times, dates=dates[:1], tails=(f" {form}",), more=tuple(f"{one} {form}" for one in dates[1:]))
    why = f"{guess.reason}, with {after.column!r}"
    return replace(guess, content=replace(guess.content, times=both), reason=why, clock=after)


def clock_form(samples: Sequence[str]) -> str | None:
    """Return how times of day are written, None for what is none."""
    for form, shape in CLOCKS.items():
        if samples and all(re.fullmatch(shape, one) for one in samples):
            return form
    return None


def _offers(content: Content) -> list[tuple[float, Guess]]:
    offers = _worded(content)
    for named in by_name(content.column):
        score = named.score + _fit(named.role, content)
        if content.kind != "empty" and score >= LEAST:
            sure = "its name" if named.score == EXACT else f"{named.words!r} in its name"
            offers.append((score, Guess(named.role, content, f"by {sure}; {content.described()}", named.languages)))
    return offers


def _worded(content: Content) -> list[tuple[float, Guess]]:
    """Return what a column is by its words alone, whatever it is called."""
    if content.kind != "few words":
        return []
    found = [(share_known(role, content), role) for role in ELSE]
    return [
        (share + 0.2 * (len(content.words) > 1), Guess(role, content, f"by its words: {', '.join(content.words[:3])}"))
        for share, role in found
        if share > 0.5
    ]


def _fit(role: str, content: Content) -> float:
    if role in WORDY and content.kind == "few words":
        # Words of another kind speak against a name: a "Type" that is an e-mail is a channel.
        return FITS[role]["few words"] + (share_known(role, content) - 0.5 if role in ELSE else -_other(content))
    if role in TIMES:
        lasted = role in LASTED and content.kind in ("duration", "number", "id")
        return 1.0 if content.kind == "time" else 0.0 if lasted else -9.0
    if content.kind == "time":
        return -9.0
    unique = 1.0 if role == "ticket" and content.unique else 0.0
    return FITS.get(role, {}).get(content.kind, 0.0) + unique


def _other(content: Content) -> float:
    return 2.5 * (share_known("channel", content) == 1.0)


def _unnamed(found: dict[str, Guess], used: set[str], contents: Sequence[Content]) -> None:
    """Fill what a ticket cannot be without from cells alone, where no name told it."""
    free = [one for one in contents if one.column not in used]
    if "ticket" not in found:
        ids = [one for one in free if one.kind == "id"] or [one for one in free if one.unique and one.kind != "time"]
        if ids:
            found["ticket"] = Guess("ticket", ids[0], "NOT SURE: no name tells; the first whose cells stand there once")
            used.add(ids[0].column)
    if "created_at" not in found:
        full = max((one.filled for one in free if one.kind == "time"), default=0)
        times = [one for one in free if one.kind == "time" and one.filled == full and one.column not in used]
        if times:
            why = f"NOT SURE: no name tells; the first of {times[0].described()}"
            found["created_at"] = Guess("created_at", times[0], why)
            used.add(times[0].column)
