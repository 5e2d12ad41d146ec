"""What a mapping is drafted from, and what a person changes of it before it is one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cxtui.errors import SourceError
from cxtui.sources import time_formats
from cxtui.sources.drafting import names
from cxtui.sources.drafting.contents import Content, blanks, content, dated
from cxtui.sources.drafting.guesses import Guess, guesses
from cxtui.sources.drafting.vocabularies import is_worded, sorted_words
from cxtui.sources.looking import FileLook, looks
from cxtui.sources.mapping import DateOrder

SAID = "as you said"

SortedWords = Mapping[str, tuple[str, bool]]
"""Words of a column with ours, and whether that is known."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A mapping while it is made: a file's columns, which of them fills which of ours, and whose words mean what.

    ``found`` are the guesses by our columns, ``words`` the vocabularies of those that have one; ``blank`` cells stand
    for empty ones. ``why_zone`` says where the zone is from.
    """

    path: Path
    look: FileLook
    contents: tuple[Content, ...]
    found: Mapping[str, Guess]
    words: Mapping[str, SortedWords]
    zone: str
    why_zone: str
    blank: frozenset[str] = frozenset()

    @property
    def doubtful_dates(self) -> bool:
        """Return whether days may be taken for months in what is used."""
        return any(one.content.times is not None and one.content.times.doubtful for one in self.found.values())

    def role(self, column: str) -> str | None:
        """Return which column of ours a column of the file fills."""
        return next((role for role, guess in self.found.items() if guess.column == column), None)


def sketch(path: Path, zone: str | None = None, dates: DateOrder | None = None) -> Sketch:
    """Return what a file's columns are likely to be; raises SourceError if there is nothing to look at.

    Of ``zone`` and ``dates`` see ``draft``.
    """
    wanted = {phrase for role in names.roles() for phrase in names.phrases(role)}
    look = max(looks([path], wanted), key=lambda one: len(one.columns))
    if not look.rows:
        raise SourceError(f"{path}: no rows to look at; a mapping is drafted from some.")
    contents = dated([content(column, _cells(look, column)) for column in look.columns], dates)
    found = guesses(contents)
    at, why = _zone(zone, found)
    empty = blanks(cell for row in look.rows for cell in row.values())
    words = {role: sorted_words(role, guess.content) for role, guess in found.items() if is_worded(role, guess.content)}
    return Sketch(
        path=path,
        look=look,
        contents=tuple(contents),
        found=found,
        words=words,
        zone=at,
        why_zone=why,
        blank=frozenset(empty),
    )


def with_role(made: Sketch, column: str, role: str | None) -> Sketch:
    """Return a sketch in which a column fills one of ours, or none; whatever filled that before is free then."""
    found = {one: guess for one, guess in made.found.items() if guess.column != column and one != role}
    words = {one: known for one, known in made.words.items() if one in found}
    if role is not None:
        of = next(one for one in made.contents if one.column == column)
        if role in names.TIMES and of.kind != "time":
            times = time_formats.found(_cells(made.look, column))
            of = replace(of, kind="time", times=times) if times.dates else of
        found[role] = Guess(role, of, SAID)
        if is_worded(role, of):
            words[role] = sorted_words(role, of)
    order = {one: place for place, one in enumerate(names.roles())}
    found = dict(sorted(found.items(), key=lambda pair: order[pair[0]]))
    return replace(made, found=found, words=words)


def with_word(made: Sketch, role: str, word: str, ours: str) -> Sketch:
    """Return a sketch in which a word of a column means one of ours."""
    return replace(made, words={**made.words, role: {**made.words[role], word: (ours, True)}})


def with_zone(made: Sketch, zone: str) -> Sketch:
    """Return a sketch with another zone of local times."""
    return replace(made, zone=zone, why_zone=SAID)


def with_dates(made: Sketch, dates: DateOrder) -> Sketch:
    """Return a sketch in which dates that may be read either way are read in one."""
    month_first = dates == "month-first"

    def read(one: Content) -> Content:
        times = time_formats.found(_cells(made.look, one.column)) if one.times else None
        return replace(one, times=times.preferring(month_first)) if times and times.doubtful else one

    contents = tuple(map(read, made.contents))
    by_column = {one.column: one for one in contents}
    found = {role: replace(guess, content=by_column[guess.column]) for role, guess in made.found.items()}
    return replace(made, contents=contents, found=found)


def _cells(look: FileLook, column: str) -> list[str]:
    return [row.get(column, "") for row in look.rows]


def _zone(said: str | None, found: Mapping[str, Guess]) -> tuple[str, str]:
    if said:
        return said, "as you said"
    times = [one.content.times for one in found.values() if one.content.times]
    if all(_absolute(form) for one in times for form in one.formats) and not any(
        _local(sample) for guess in found.values() if guess.content.kind == "time" for sample in guess.content.samples
    ):
        return "UTC", "the times name their own offset"
    foreign = (one.languages for one in found.values() if "en" not in one.languages)
    languages = Counter(language for some in foreign for language in sorted(some))
    for language, count in languages.most_common(1):
        likely = names.zone(language)
        if likely and 2 * count >= len(found):
            return likely, f"NOT SURE: most columns are named in a language of this place ({language})"
    return "UTC", "NOT SURE: the times name no zone; say yours, like Europe/Berlin"


def _absolute(form: str) -> bool:
    return form in ("iso", "epoch", "epoch_ms") or "%z" in form or "%Z" in form


def _local(sample: str) -> bool:
    """Return whether a time that is no number lacks an offset."""
    tail = sample[10:]
    return (
        bool(tail or "-" in sample)
        and not sample.replace(".", "").isdigit()
        and not (tail.endswith(("Z", "UTC")) or "+" in tail or "-" in tail)
    )
