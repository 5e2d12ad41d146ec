"""What a screen asks of a store besides the floor: kinds of answers by name, in the view that people chose."""

from dataclasses import dataclass, field
from typing import Literal

Against = Literal["before", "weekdays"]


@dataclass(frozen=True, slots=True)
class View:
    """How people look at the floor: the whole of it now, unless they chose a period or a filter.

    ``period`` is written as ``parse_period`` reads it (None: each number's own), ``where`` as ``parse_filter`` does;
    ``against`` is what is compared with: the period before, or the same weekdays before.
    """

    period: str | None = None
    where: str = ""
    against: Against = "before"


WHOLE = View()


@dataclass(frozen=True, slots=True)
class Query:
    """A question for one answer: its ``kind``, the names that the kind needs, and the view.

    ``("ticket", (source, ticket))``, ``("number", (name,))``, ``("list", (name,))`` and what else
    ``cxtui.kpis.answers`` knows.
    """

    kind: str
    names: tuple[str, ...] = ()
    view: View = field(default=WHOLE)
