"""Empirical Bayes: an agent's figure drawn towards the team's by as much as its sample is small.

A ``Prior`` is what the team says of an agent before looking: fitted by moments over all ranked agents with
their samples as weights (for shares the beta-binomial of Kleinman 1973, "Proportions with Extraneous
Variance"; for means the analysis of variance). Where the agents do not differ by more than chance the spread
is 0 and everyone gets the team's figure (full pooling). Times are pooled in raw seconds, not their
logarithms: the figure shown is the mean, and a logarithm would let an agent's few days of silence vanish.

The variance of a posterior is Morris's (1983, "Parametric Empirical Bayes Inference"): what the sample leaves
open, plus, by the square of the pull, the error of the team's mean and of its spread. The squared deviation
in his last term is replaced by its expectation, so that an interval depends on the sample and not on luck.
An agent without a sample gets the team's mean and the widest interval of all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from cxtui.kpis.proportion import Z95

Posterior = tuple[float, float, float]
"""What is believed of one agent: the mean and both ends of its interval of 95 %, ``(mean, low, high)``."""


@dataclass(frozen=True, slots=True)
class Prior:
    """The team: its ``mean``, the variance ``spread`` between agents, ``noise`` of one observation.

    ``doubt`` is the variance added at a full pull to the mean; ``share`` says that figures are between
    0 and 1.
    """

    mean: float
    spread: float
    noise: float
    doubt: float
    share: bool = False

    def of(self, samples: Iterable[tuple[float, float, float]]) -> list[Posterior]:
        """Return a posterior for each ``(n, total, …)``; the total of a share counts the good ones."""
        mean, spread, doubt, share = self.mean, self.spread, self.doubt, self.share
        if spread <= 0:
            half = Z95 * sqrt(doubt)
            pooled = (mean, mean - half, mean + half)
            if share:
                pooled = (mean, max(mean - half, 0.0), min(mean + half, 1.0))
            return [pooled for _ in samples]
        strength = self.noise / spread
        prior = strength * mean
        found: list[Posterior] = []
        for n, total, _ in samples:
            if n > 0:
                whole = strength + n
                pull = strength / whole
                middle = (prior + total) / whole
                # A sum of fractions may round to a hair above its n.
                own = max(middle * (1.0 - middle), 0.0) / (whole + 1.0) if share else spread * pull
                half = Z95 * sqrt(own + pull * pull * doubt)
            else:
                middle, half = mean, Z95 * sqrt(spread + doubt)
            low, high = middle - half, middle + half
            if share:
                low, high = low if low > 0.0 else 0.0, high if high < 1.0 else 1.0
            found.append((middle, low, high))
        return found

    def of_measured(self, samples: Iterable[tuple[float, float, float]]) -> list[Posterior]:
        """Return a posterior for each ``(n, figure, variance of the figure)``."""
        mean, spread, doubt = self.mean, self.spread, self.doubt
        found: list[Posterior] = []
        for n, figure, variance in samples:
            whole = variance + spread
            pull = 1.0 if n <= 0 else variance / whole if whole > 0 else 0.0
            middle = pull * mean + (1.0 - pull) * figure
            half = Z95 * sqrt(spread * pull + pull * pull * doubt)
            found.append((middle, middle - half, middle + half))
        return found


def fit_shares(samples: Iterable[tuple[float, float]]) -> Prior | None:
    """Fit the team to ``(n, good)`` of its agents; None where no one has a sample."""
    samples = [(n, good) for n, good in samples if n > 0]
    if not samples:
        return None
    whole = sum(n for n, _ in samples)
    mean = sum(good for _, good in samples) / whole
    unit = mean * (1.0 - mean)
    scatter = sum(n * (good / n - mean) ** 2 for n, good in samples)
    chance = len(samples) - 1
    reach = whole - sum(n * n for n, _ in samples) / whole - chance
    alike = (scatter / unit - chance) / reach if unit > 0 and reach > 0 else 0.0
    # A half keeps the prior worth at least one answer, where every agent is all good or all bad.
    alike = min(max(alike, 0.0), 0.5)
    # Nobody is sure of 0 or 100 %: half an answer of each kind keeps the error of the mean above zero.
    wary = (mean * whole + 0.5) / (whole + 1.0)
    noise = unit * (1.0 - alike)
    doubt = _doubt([n for n, _ in samples], max(noise, wary * (1.0 - wary) * (1.0 - alike)), unit * alike)
    return Prior(mean, unit * alike, noise, doubt, share=True)


def fit_means(samples: Sequence[tuple[float, float, float]]) -> Prior | None:
    """Fit the team to ``(n, total, sum of squares)`` of its agents; None where no one has a sample.

    The variance of one observation is pooled over the agents; where each has only one, it is that of all
    observations and nothing is left for the spread between agents.
    """
    samples = [one for one in samples if one[0] > 0]
    if not samples:
        return None
    whole = sum(n for n, _, _ in samples)
    mean = sum(total for _, total, _ in samples) / whole
    chance = len(samples) - 1
    scatter = sum(n * (total / n - mean) ** 2 for n, total, _ in samples)
    inside = sum(max(squares - total * total / n, 0.0) for n, total, squares in samples)
    reach = whole - sum(n * n for n, _, _ in samples) / whole
    if whole - len(samples) <= 0:
        noise, spread = (scatter / chance if chance else 0.0), 0.0
    else:
        noise = inside / (whole - len(samples))
        spread = max((scatter - chance * noise) / reach, 0.0) if reach > 0 else 0.0
    return Prior(mean, spread, noise, _doubt([n for n, _, _ in samples], noise, spread))


def fit_measured(samples: Sequence[tuple[float, float, float]]) -> Prior | None:
    """Fit the team to ``(n, figure, variance of the figure)`` of its agents; None where none has a sample."""
    samples = [one for one in samples if one[0] > 0]
    if not samples:
        return None
    whole = sum(n for n, _, _ in samples)
    mean = sum(n * figure for n, figure, _ in samples) / whole
    scatter = sum(n * (figure - mean) ** 2 for n, figure, _ in samples)
    chance = sum(n * variance * (1.0 - n / whole) for n, _, variance in samples)
    reach = whole - sum(n * n for n, _, _ in samples) / whole
    spread = max((scatter - chance) / reach, 0.0) if reach > 0 else 0.0
    noise = sum(n * variance * n for n, _, variance in samples) / whole
    return Prior(mean, spread, noise, _doubt([n for n, _, _ in samples], noise, spread))


def _doubt(sizes: Sequence[float], noise: float, spread: float) -> float:
    """Return the variance of the team's mean, and what not knowing the spread adds at a full pull."""
    agents, whole = len(sizes), sum(sizes)
    of_mean = noise / whole + spread * sum(n * n for n in sizes) / (whole * whole)
    typical = agents * noise / whole + spread
    return of_mean + 2.0 * (agents - 1) / agents * typical / max(agents - 3, 1)
