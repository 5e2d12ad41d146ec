"""The list of what makes numbers doubtful."""

from cxtui.kpis.doubts import DoubtKind, kept
from cxtui.kpis.lists.table import Column, ListDefinition, Table
from cxtui.kpis.measure.asked import Asked
from cxtui.kpis.measure.question import Question
from cxtui.language import Said, joined, mark, said

_COLUMNS = (
    Column("source", "text", "source"),
    Column("count", "count", "count"),
    Column("kind", "text", "what is doubtful"),
    Column("means", "text", "what it does to numbers"),
    Column("examples", "text", "such as"),
)


def _doubts(asked: Asked, question: Question) -> Table:
    found = kept(asked.tx, asked.zone)
    rows = tuple(
        (one.source, one.count, said(one.kind), said(one.told.means), joined(one.examples, ", ") or None)
        for one in found
    )
    kinds = dict.fromkeys(one.told for one in found)
    note = joined((*(map(_told, kinds)), said(_MORE)), " ")
    lack = None if rows else mark("nothing that the store keeps count of is doubtful")
    return Table(DOUBTS.name, DOUBTS.title, _COLUMNS, rows, note=note, missing=lack)


def _told(kind: DoubtKind) -> Said:
    return said("{kind} ({counts}): {means}.", kind=said(kind.name), counts=said(kind.counts), means=said(kind.means))


_MORE = mark(
    "Of the whole store, whatever the period. cxtui store check says what to do about each, and walks the store for "
    "more: surveys and rows of unknown tickets, replies by unknown agents or machines, silences in the feed."
)

DOUBTS = ListDefinition(
    name="doubts",
    title="What makes numbers doubtful",
    words=(
        "By source and kind, how many tickets contradict themselves, and what imports refused or could not be sure of. "
        "Nothing is corrected or hidden: numbers are made from the records as they are, and say how many of the units "
        "they count are doubtful."
    ),
    source="ticket, event, state, stated, rating and agent, and the books of imports",
    read=_doubts,
    models=("doubt",),
)
