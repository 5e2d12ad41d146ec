"""A drafted mapping as TOML: every line with its reason and three of its cells."""

import json
import re
from collections.abc import Iterable, Mapping

from cxtui.sources.drafting.contents import NOBODY, Content
from cxtui.sources.drafting.guesses import LASTED, Guess
from cxtui.sources.drafting.sketch import Sketch, SortedWords
from cxtui.sources.drafting.vocabularies import is_worded
from cxtui.sources.looking import FileLook

WORDED = ("status", "priority", "channel")
TICKET = (
    "ticket",
    "created_at",
    "updated_at",
    "channel",
    "team",
    "priority",
    "topic",
    "product",
    "place",
    "customer",
    "subject",
)
STATED = ("status", "assignee", "first_response_at", "resolved_at", "closed_at", "due_resolution_at")
NAMES = {"updated_at": "version_at"}
LONGEST = 40
UNITS = (
    ("minutes", ("min", "мин"), {"m"}),
    ("hours", ("hour", "hrs", "std", "stund", "godz", "час", "hora", "heure"), {"h"}),
    ("days", ("day", "tag", "dni", "дн", "día", "dia", "jour"), {"d"}),
    ("seconds", ("sec", "sek", "сек", "seg"), {"s"}),
)
"""Of what a duration's column says: the beginnings of words, and whole ones."""


def text(made: Sketch, is_log: bool) -> str:
    """Return the TOML of a mapping for a file; a log has a row an update."""
    look, found = made.look, made.found
    lines = [
        f"# Drafted from {look.file.path.name}. Every line says why; correct what is wrong, then import with --as.",
        f'kind = "{"state-log" if is_log else "state"}"',
        f"zone = {quoted(made.zone)}  # {made.why_zone}",
        *_times(found),
        *([f"null = [{', '.join(map(quoted, ('', *sorted(made.blank))))}]"] if made.blank else ()),
        *_shape(look),
        *_words(made.words),
        *_tickets(found, is_log),
        *(_log(found) if is_log else ()),
        *_stated(found, is_log),
        *_rating(found),
        *_people(found),
        *_left(look, found),
    ]
    return "\n".join(lines) + "\n"


def quoted(text_: str) -> str:
    """Return a text as TOML writes it."""
    return json.dumps(text_, ensure_ascii=False)


def samples(content: Content) -> str:
    """Return three cells of a column for a comment."""
    shown = [" ".join(cell.split()) for cell in content.samples]
    return " | ".join(cell if len(cell) <= LONGEST else cell[: LONGEST - 1] + "…" for cell in shown)


def _because(guess: Guess) -> str:
    return f"  # {guess.reason}: {samples(guess.content)}"


def _times(found: Mapping[str, Guess]) -> Iterable[str]:
    forms = dict.fromkeys(form for one in found.values() if one.content.times for form in one.content.times.formats)
    doubtful = next((one for one in found.values() if one.content.times and one.content.times.doubtful), None)
    note = ""
    if doubtful and doubtful.content.times:
        others = ", ".join(doubtful.content.times.dates)
        note = f"  # NOT SURE: {samples(doubtful.content)} may be read as {others}"
    yield f"times = [{', '.join(quoted(form) for form in forms) or quoted('iso')}]{note}"


def _shape(look: FileLook) -> Iterable[str]:
    if look.header and look.header.delimiter not in (",", "\t") and not look.header.file.sheet:
        yield f"delimiter = {quoted(look.header.delimiter)}"
    if look.rows_at:
        yield f"rows = {quoted(look.rows_at)}"


def _words(words: Mapping[str, SortedWords]) -> Iterable[str]:
    for role, sorted_ in words.items():
        yield f"\n[words.{role}]"
        for word, (ours, known) in sorted_.items():
            yield f"{quoted(word)} = {quoted(ours)}{'' if known else '  # NOT SURE: not a word that is known'}"


def _value(role: str, guess: Guess) -> str:
    if role in WORDED:
        return f"{{ column = {quoted(guess.column)}, words = {quoted(role)} }}"
    if nobody := [word for word in guess.content.words if word.casefold() in NOBODY and role in ("assignee", "team")]:
        words = ", ".join(f'{quoted(word)} = ""' for word in nobody)
        return f"{{ column = {quoted(guess.column)}, words = {{ {words} }} }}"
    if guess.clock:
        both = f"{{{guess.column}}} {{{guess.clock.column}}}"
        return f"{{ template = {quoted(both)} }}"
    return quoted(guess.column)


def _tickets(found: Mapping[str, Guess], log: bool) -> Iterable[str]:
    yield "\n[ticket]"
    for role in TICKET:
        if role not in found or (log and role == "updated_at"):
            continue
        name, guess = NAMES.get(role, role), found[role]
        value = _value(role, guess)
        if role == "updated_at" and "created_at" in found and not (guess.clock or found["created_at"].clock):
            value = f"[{quoted(guess.column)}, {quoted(found['created_at'].column)}]"
        yield f"{name} = {value}{_because(guess)}"
    if "created_at" not in found and "updated_at" in found:
        yield f"created_at = {{ first = {quoted(found['updated_at'].column)} }}  # the first row of a ticket tells it"


def _log(found: Mapping[str, Guess]) -> Iterable[str]:
    at = found.get("updated_at") or found["created_at"]
    yield "\n[state]"
    yield f"ticket = {quoted(found['ticket'].column)}"
    yield f"from_at = {quoted(at.column)}  # ids stand there several times: a row is a ticket from then on"
    yield 'seq = "row number"'
    for role in ("status", "team", "assignee", "priority", "topic"):
        if role in found:
            yield f"{role} = {_value(role, found[role])}"


def _stated(found: Mapping[str, Guess], log: bool) -> Iterable[str]:
    there = [role for role in STATED if role in found and not (log and role in ("status", "assignee"))]
    if not there:
        return
    yield "\n# What the file claims of a ticket."
    yield "[stated]"
    for role in there:
        guess = found[role]
        value = _value(role, guess)
        if role in LASTED and guess.content.kind != "time":
            if not (unit := _unit(guess)) or "created_at" not in found:
                yield f"# {role} = {quoted(guess.column)}: a duration of what unit? {samples(guess.content)}"
                continue
            start = quoted(found["created_at"].column)
            value = f'{{ column = {start}, plus = {quoted(guess.column)}, unit = "{unit}" }}'
        yield f"{role} = {value}{_because(guess)}"


def _unit(guess: Guess) -> str | None:
    """Return what a plain number of a duration counts, by the column's name; a written one needs none."""
    name = guess.column.casefold()
    for unit, starts, whole in UNITS:
        if any(word in name for word in starts) or set(re.split(r"[^\w]+", name)) & whole:
            return unit
    return "seconds" if guess.content.kind == "duration" else None


def _rating(found: Mapping[str, Guess]) -> Iterable[str]:
    if "rating" not in found or not (found["rating"].content.high or is_worded("rating", found["rating"].content)):
        return
    guess = found["rating"]
    worst, best, why = _scale(guess.content)
    ends = (found.get(role) for role in ("resolved_at", "closed_at", "updated_at", "created_at"))
    at = [one.column for one in ends if one and one.content.kind == "time"]
    yield "\n[[table]]"
    yield 'into = "rating"'
    yield f'where_not = {{ {quoted(guess.column)} = "" }}'
    yield "[table.columns]"
    yield f"rating = {quoted(found['ticket'].column)}"
    yield f"ticket = {quoted(found['ticket'].column)}"
    for column in ("sent_at", "occurred_at"):
        yield f"{column} = [{', '.join(map(quoted, at))}]"
    yield 'kind = { value = "csat" }'
    worded = is_worded("rating", guess.content)
    value = f'{{ column = {quoted(guess.column)}, words = "rating" }}' if worded else quoted(guess.column)
    yield f"value = {value}{_because(guess)}"
    yield f"scale_min = {{ value = {worst} }}  # {why}"
    yield f"scale_max = {{ value = {best} }}"
    yield "higher_is_better = { value = true }"


def _scale(content: Content) -> tuple[int, int, str]:
    """Return the worst and the best rating that there may be, and why."""
    if content.low is None or content.high is None:
        return 1, 5, "words have been sorted from 1 to 5"
    best = next((top for top in (1, 3, 5, 7, 10, 100) if content.high <= top), int(content.high))
    worst = 0 if content.low < 1 or best in (1, 10, 100) else 1
    return worst, best, f"the cells lie between {content.low:g} and {content.high:g}"


def _people(found: Mapping[str, Guess]) -> Iterable[str]:
    for role, table, more in (
        ("assignee", "agent", 'kind = { value = "human" }'), ("team", "team", None), ("customer", "customer", None),
    ):  # fmt: skip
        if role in found:
            column = _value(role, found[role])
            yield f"\n[{table}]\n{table} = {column}\nname = {column}"
            if more:
                yield more
            yield "version_at = { value = 0 }"


def _left(look: FileLook, found: Mapping[str, Guess]) -> Iterable[str]:
    used = {one.column for one in found.values()} | {one.clock.column for one in found.values() if one.clock}
    left = [column for column in look.columns if column not in used]
    if left:
        yield f"\n# Not used: {', '.join(left)[:1000]}"
