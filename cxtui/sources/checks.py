"""What makes a row of an origin unusable: one reason each, tested in SQL while the file is read."""

from collections.abc import Iterator
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
}

STRANGE = "a time when nothing can have happened (see span in the mapping)"
CELL = "a time outside its span: the cell was left out, the row stays"


@dataclass(frozen=True, slots=True)
class Check:
    """A test that holds for a bad row, the origin's column and text it is about, and the reason.

    A row is ``lacking`` where a cell that it needs is empty.
    """

    test: str
    column: str
    text: str
    reason: str
    lacking: bool = False


def label(field: Field) -> str:
    """Return how a person finds a field in the file: its columns."""
    if field.template is not None:
        return field.template
    return ", ".join(field.columns)


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
        yield Check(test, name, text, UNREADABLE[field.kind])
    if field.required and field.value is None and not field.lookup and not block.skip_empty:
        yield Check(f"{guard}{made.value} IS NULL", name, text, f"no {column}: a row without it cannot be used", True)
    words = DOMAINS.get((block.into, column))
    if words and made.text and field.value is None:
        test = f"{guard}{made.value} IS NOT NULL AND NOT {sql.either(made.value, words)}"
        yield Check(test, name, text, f"unknown {column}; known: {', '.join(words)}")


def left_out(field: Field, made: Made, guard: str) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield what of an optional time is left out while its row stays, as ((column, reason), (test, text))."""
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
        reason = f"unknown status; known: {', '.join(canonical.STATUSES)}"
        yield Check(test, label(block.fields["value"]), value.text or "NULL", reason)


def of_first_reply(created: Made, reply: Made, field: Field) -> Iterator[Check]:
    """Yield the check that the first reply is not before the ticket's creation."""
    if created.micros and reply.micros:
        test = f"{reply.micros} < {created.micros}"
        yield Check(test, label(field), reply.text or "NULL", "first reply before creation")
