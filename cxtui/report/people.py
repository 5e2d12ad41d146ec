"""What was taken out of a store of people, as text."""

from collections.abc import Iterator
from pathlib import Path

from cxtui.people import Everywhere
from cxtui.report.table import TextColumn, table
from cxtui.text.plain import number, safe

SHOWN = 20
"""Texts by others that are listed; the count is whole."""


def erased_text(path: Path, done: Everywhere, dry_run: bool) -> Iterator[str]:
    """Yield what was taken out, or would be, what stays, and what nobody but a person can do."""
    people = done.store.people
    if not people:
        yield f"{path}: nobody to erase: whoever was asked for is erased already; the file was cleaned again"
        return
    would = "would become" if dry_run else "became"
    if len(people) == 1:
        one = people[0]
        stands = "a pseudonym" if dry_run else one.pseudonym
        yield f"{path}: {one.kind} {safe(one.id)} of {safe(one.source)} {would} {stands}"
    else:
        yield f"{path}: {number(len(people))} people {would} pseudonyms"
    yield ""
    rows = [
        (f"{one.table}.{one.column}", number(one.rows), "emptied" if one.emptied else "pseudonym")
        for one in done.store.taken
    ]
    yield from table((TextColumn("column"), TextColumn("rows", right=True), TextColumn("what")), rows)
    for what, n in (("entries of the desk", done.desk.changed), ("lines of your logs", done.log_lines)):
        yield f"{what}: {number(n)}"
    yield ""
    yield from _mentions(done)
    yield from _elsewhere(people[0].kind == "agent" if len(people) == 1 else True)
    if dry_run:
        yield "dry run: nothing was written"


def _mentions(done: Everywhere) -> Iterator[str]:
    texts = [f"{one.table} {' '.join(one.key)} {one.column}: {one.text}" for one in done.store.mentions]
    texts = [*(f"desk {text}" for text in done.desk.doubtful), *texts]
    whole = done.store.mentioned + len(done.desk.doubtful)
    if not whole:
        yield "texts by others: none that was looked through has an id or a name"
        return
    yield f"texts by others that name them, or may; they stay, correct them in their origin: {number(whole)}"
    for text in texts[:SHOWN]:
        yield f"  {safe(text)}"
    if whole > SHOWN:
        yield f"  … and {number(whole - SHOWN)} more"


def _elsewhere(agents: bool) -> Iterator[str]:
    keys = "lines in authorized_keys that open the agent's console, " if agents else ""
    yield (
        f"not reached from here: files that were imported or exported, copies of the store, {keys}"
        "logs and saved filters of other users (docs/privacy.md)"
    )
