"""The list of what makes numbers doubtful."""

from cxtui.kpis.data_quality import DoubtKind, kept
from cxtui.kpis.lists.table import ListColumn, ListDefinition, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.question import Question
from cxtui.language import N_, LazyText, lazy, lazy_joined

_COLUMNS = (
    ListColumn("source", "text", "source"),
    ListColumn("count", "count", "count"),
    ListColumn("kind", "text", "what is doubtful"),
    ListColumn("means", "text", "what it does to numbers"),
    ListColumn("examples", "text", "such as"),
)


def _doubts(store: StoreAsOf, question: Question) -> ListTable:
    found = kept(store.tx, store.zone)
    rows = tuple(
        (one.source, one.count, lazy(one.kind), lazy(one.definition.means), lazy_joined(one.examples, ", ") or None)
        for one in found
    )
    kinds = dict.fromkeys(one.definition for one in found)
    note = lazy_joined((*(map(_definition, kinds)), lazy(_MORE)), " ")
    lack = None if rows else N_("nothing that the store keeps count of is doubtful")
    return ListTable(DOUBTS.name, DOUBTS.title, _COLUMNS, rows, note=note, missing=lack)


def _definition(kind: DoubtKind) -> LazyText:
    return lazy("{kind} ({counts}): {means}.", kind=lazy(kind.name), counts=lazy(kind.counts), means=lazy(kind.means))


_MORE = N_(
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
    per_agent=False,
    read=_doubts,
    models=("doubt",),
)
