"""What makes a row of an origin unusable: one reason each, tested in SQL while the file is read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cxtui import canonical
from cxtui.sources import sql
from cxtui.sources.fields import Made
from cxtui.sources.mapping import DOMAINS, SPANS, Block, Field

NO_ZONE = "local time without a zone"
UNREADABLE = {
    "time": "no such time, or not in a format of the mapping",
    "int": "not a whole number",
    "real": "not a number",
    "flag": "not a flag like true or false",
    "moved": "no such time, or no duration to add or take away",
    "duration": "no duration like 1:30, 1.5 (with its unit), 2 days 3 hours or P1DT2H",
}
NUL = "a character that ends texts (NUL)"
ORDERING = ("version_at", "version_seq", "seq")
"""Columns without which nobody knows what of a thing is newer; what cannot be read in them is never left out."""

STRANGE = "a time when nothing can have happened (see span in the mapping)"
LEFT_OUT = ": the cell was left out, the row stays"
CELL = f"a time outside its span{LEFT_OUT}"


@dataclass(frozen=True, slots=True)
class Check:
    """A test that holds for a bad row, the origin's column and text it is about, and the reason.

    A row is ``lacking`` where a cell that it needs is empty; ``wording`` is what stands around the value in a reason
    that names it, where few values are wrong.
    """

    test: str
    column: str
    text: str
    reason: str
    lacking: bool = False
    wording: tuple[str, str] | None = None


def label(field: Field) -> str:
    """Return how a person finds a field in the file: its columns."""
    if field.template is not None:
        return field.template
    moved = "".join(f" {sign} {c}" for sign, c in (("+", field.plus), ("-", field.minus)) if c)
    return ", ".join(field.columns) + moved


def of_field(block: Block, column: str, field: Field, made: Made, guard: str) -> Iterator[Check]:
    """Yield the checks of one field; ``guard`` is the test that the row belongs to the block."""
    text = made.text or "NULL"
    name = label(field)
    if made.flaw:
        yield Check(f"{guard}{made.flaw} = 3", name, text, NO_ZONE)
    if field.kind in UNREADABLE and made.text and made.parsed and field.value is None:
        test = f"{guard}{text} IS NOT NULL AND {made.parsed} IS NULL"
        if made.strange:
            # A time that was read is another matter: a needed one has its own reason, another is left out.
            test += f" AND {made.micros} IS NULL"
            if field.required and not block.skip_empty:
                yield Check(f"{guard}{made.strange}", name, text, STRANGE)
        if not _claimed(column, field):
            yield Check(test, name, text, _unreadable(field))
    if _needed(field, made) and made.text and field.kind == "text":
        yield Check(f"{guard}contains({text}, chr(0))", name, text, NUL)
    if _needed(field, made) and not block.skip_empty:
        yield Check(f"{guard}{made.value} IS NULL", name, text, f"no {column}: a row without it cannot be used", True)
    words = DOMAINS.get((block.into, column))
    if words and made.text and field.value is None:
        test = f"{guard}{made.value} IS NOT NULL AND NOT {sql.either(made.value, words)}"
        yield _unknown(test, name, text, column, words)


def _unreadable(field: Field) -> str:
    moved = field.kind == "time" and (field.plus or field.minus)
    return UNREADABLE["moved" if moved else field.kind]


def _needed(field: Field, made: Made) -> bool:
    return field.required and field.value is None and not field.lookup and not made.numbered


def _claimed(column: str, field: Field) -> bool:
    """Return whether a row can do without a field, so that an unreadable cell costs the cell alone."""
    return not field.required and column not in ORDERING


def left_out(column: str, field: Field, made: Made, guard: str) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield what of an optional cell is left out while its row stays, as ((column, reason), (test, text))."""
    if field.kind in UNREADABLE and made.text and made.parsed and field.value is None and _claimed(column, field):
        unread = f"{guard}{made.text} IS NOT NULL AND {made.parsed} IS NULL"
        unread += f" AND {made.micros} IS NULL" if made.strange else ""
        unread += f" AND coalesce({made.flaw} <> 3, true)" if made.flaw else ""
        yield (label(field), _unreadable(field) + LEFT_OUT), (unread, made.text)
    if made.strange and made.text and not field.required:
        yield (label(field), CELL), (f"{guard}{made.strange}", made.text)


def of_block(block: Block, made: dict[str, Made], guard: str) -> Iterator[Check]:
    """Yield the checks between the fields of one block."""
    for table, start, end in SPANS:
        if block.into == table and start in made and end in made:
            test = f"{guard}{made[end].value} < {made[start].value}"
            yield Check(test, label(block.fields[end]), made[end].text or "NULL", f"{end} is before {start}")
    if block.into == "event" and "value" in made and made["value"].text:
        value, kind = made["value"], made["kind"].value
        if block.fields["kind"].value not in (None, "status"):
            return
        known = sql.either(value.value, canonical.STATUSES)
        test = f"{guard}{kind} = 'status' AND {value.value} IS NOT NULL AND NOT {known}"
        yield _unknown(test, label(block.fields["value"]), value.text or "NULL", "status", canonical.STATUSES)


def _unknown(test: str, name: str, text: str, what: str, words: Iterable[str]) -> Check:
    known = f"; known: {', '.join(words)}"
    return Check(test, name, text, f"unknown {what}{known}", wording=(f"unknown {what} ", known))


def of_first_reply(created: Made, reply: Made, field: Field) -> Iterator[Check]:
    """Yield the check that the first reply is not before the ticket's creation."""
    if created.micros and reply.micros:
        test = f"{reply.micros} < {created.micros}"
        yield Check(test, label(field), reply.text or "NULL", "first reply before creation")
