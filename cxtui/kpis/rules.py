"""Rules of the leaderboard: components in weighted groups, each between two anchors."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from math import isfinite

from cxtui.errors import UsageError
from cxtui.settings.model import ComponentSettings, StoreSettings


@dataclass(frozen=True, slots=True)
class Rules:
    """Weights of the groups, their components, and the sample below which an agent has no rank.

    Raises UsageError where the settings it came from cannot make a score.
    """

    groups: Mapping[str, float]
    parts: tuple[ComponentSettings, ...]
    min_n: int = 20

    def __post_init__(self) -> None:
        names = [part.name for part in self.parts]
        for group, weight in self.groups.items():
            _weigh(f"group {group!r}", weight)
        for part in self.parts:
            _weigh(part.name, part.weight)
            if names.count(part.name) > 1:
                raise UsageError(f"leaderboard: component {part.name!r} is named twice")
            if part.group not in self.groups:
                known = ", ".join(self.groups)
                raise UsageError(f"leaderboard: {part.name} is in group {part.group!r}; groups are {known}")
            if not isfinite(part.worst) or not isfinite(part.best) or part.worst == part.best:
                raise UsageError(
                    f"leaderboard: the anchors of {part.name} are {part.worst} and {part.best}; "
                    "expected two different numbers"
                )

    def weights(self, present: Container[str]) -> dict[str, float]:
        """Return the weight of each present component, in percent of the score; they add up to 100.

        The weight of an absent one goes to the others of its group, that of an empty group to the other
        groups, each in proportion. Components and groups of weight 0 are left out; empty if none is left.
        """
        kept = [p for p in self.parts if p.name in present and p.weight > 0 and self.groups[p.group] > 0]
        inside: dict[str, float] = {}
        for part in kept:
            inside[part.group] = inside.get(part.group, 0.0) + part.weight
        whole = sum(self.groups[group] for group in inside)
        return {p.name: 100.0 * self.groups[p.group] / whole * p.weight / inside[p.group] for p in kept}

    def group_weights(self, weights: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
        """Return the groups that have weight, in their order, with the sums of their components' weights."""
        sums = {
            group: sum(weights.get(part.name, 0.0) for part in self.parts if part.group == group)
            for group in self.groups
        }
        return tuple((group, weight) for group, weight in sums.items() if weight > 0)


def rules_of(settings: StoreSettings) -> Rules:
    """Return the leaderboard's rules as a store's settings have them."""
    board = settings.leaderboard
    return Rules(board.groups, board.components, board.min_n)


def _weigh(what: str, weight: float) -> None:
    if not isfinite(weight) or weight < 0:
        raise UsageError(f"leaderboard: the weight of {what} is {weight}; expected 0 or more")
