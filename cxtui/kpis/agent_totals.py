"""What a period holds of one agent, as the leaderboard takes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple

from cxtui.kpis.retention_lift import LiftCell


class ShareTotals(NamedTuple):
    """A share: ``good`` of ``n`` (of reopen and repeat: how many did). Fractions are fine.

    Reopened this period may have been solved in the one before: more than ``n`` counts as ``n``.
    """

    good: float
    n: float


class MeanTotals(NamedTuple):
    """A mean: number, sum and sum of squares of the observations (QA 0–1, reply time in seconds)."""

    n: int
    total: float
    squares: float


@dataclass(frozen=True, slots=True)
class AgentTotals:
    """One agent's outcomes by component name; ``kind`` None counts as human, ``volume`` is only shown, None unknown."""

    source: str
    agent: str
    name: str
    team: str | None = None
    kind: Literal["human", "bot", "system"] | None = None
    volume: int | None = 0
    components: Mapping[str, ShareTotals | MeanTotals] = field(default_factory=lambda: MappingProxyType({}))
    lift: tuple[LiftCell, ...] = ()
