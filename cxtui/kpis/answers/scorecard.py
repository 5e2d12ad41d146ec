"""The scorecard: every number against its norm and the period before, a few numbers an answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cxtui.kpis.answers.viewed_question import question
from cxtui.kpis.definitions import DEFINITIONS, Definition
from cxtui.kpis.explain import held
from cxtui.kpis.floor import Metric
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.query import View

MOST = 3
"""Numbers of an answer at most: at a million tickets three of the slowest take some seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A number in a view, the one it is compared with (None where there is none), and its doubtful units."""

    metric: Metric
    before: Metric | None
    doubtful: int


@dataclass(frozen=True, slots=True, eq=False)
class Scorecard:
    """A piece of the scorecard: its numbers in the order of the definitions."""

    piece: str
    rows: tuple[Scored, ...]


def _pieces() -> Iterator[tuple[str, tuple[str, ...]]]:
    groups: dict[str, list[Definition]] = {}
    for definition in DEFINITIONS.values():
        if definition.how is not None:
            groups.setdefault(definition.group, []).append(definition)
    for group, members in groups.items():
        for start in range(0, len(members), MOST):
            yield f"{group} {start // MOST + 1}", tuple(one.name for one in members[start : start + MOST])


PIECES: Mapping[str, tuple[str, ...]] = MappingProxyType(dict(_pieces()))
"""The names of the numbers of each piece, all of one group, in the order of the scorecard."""

NUMBERS: tuple[str, ...] = tuple(name for names in PIECES.values() for name in names)
"""Every number of the scorecard in its order."""


def scorecard(store: StoreAsOf, piece: str, view: View) -> Scorecard | None:
    """Return a piece of the scorecard in a view, None where there is no such piece.

    UsageError for a period or a filter that is none.
    """
    if piece not in PIECES:
        return None
    rows = []
    for name in PIECES[piece]:
        definition = DEFINITIONS[name]
        metric, before, doubtful = held(
            store, definition, question(store, definition.span, view), view.against == "weekdays"
        )
        rows.append(Scored(metric, before, doubtful))
    return Scorecard(piece, tuple(rows))
