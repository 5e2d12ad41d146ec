"""Empirical Bayes by moments: worked by hand, and the coverage of its intervals on floors that are known."""

import random
from math import sqrt
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.kpis.shrinkage import fit_means, fit_measured, fit_shares


def test_shares_by_hand() -> None:
    # p .8, p(1-p) .16, Σ n (p_i - p)² = 2, so alike = (2/.16 - 1) / (200 - 100 - 1) = 11.5/99.
    prior = fit_shares([(100, 90), (100, 70)])
    assert prior is not None
    assert prior.mean == pytest.approx(0.8)
    assert prior.spread == pytest.approx(0.16 * 11.5 / 99)
    # The team weighs 99/11.5 - 1 = 7.6087 answers.
    (mean, low, high), (other, _, _) = prior.of([(100, 90, 0), (100, 70, 0)])
    assert mean == pytest.approx((7.608696 * 0.8 + 90) / 107.608696)
    assert other == pytest.approx((7.608696 * 0.8 + 70) / 107.608696)
    assert low < 0.88 < mean < 0.90 < high


def test_means_by_hand() -> None:
    # Agents with {0, 2} and {4, 6}: within 4/2 = 2, between squares 16, so spread (16 - 2) / (4 - 8/4) = 7.
    prior = fit_means([(2, 2, 4), (2, 10, 52)])
    assert prior is not None
    assert (prior.mean, prior.noise, prior.spread) == (3.0, 2.0, 7.0)
    found = [mean for mean, _, _ in prior.of([(2, 2, 4), (2, 10, 52), (0, 0, 0)])]
    assert found == pytest.approx([1.25, 4.75, 3.0])


def test_measured_by_hand() -> None:
    # Equal sizes: spread = ((2·4 + 2·4) - (2·1·½ + 2·1·½)) / (4 - 2) = 7, pull 1/8.
    prior = fit_measured([(2, 1.0, 1.0), (2, 5.0, 1.0)])
    assert prior is not None
    assert (prior.mean, prior.spread) == (3.0, 7.0)
    assert [mean for mean, _, _ in prior.of_measured([(2, 1.0, 1.0), (0, 0.0, 0.0)])] == [1.25, 3.0]
    # What one of them is worth depends on its own variance: a sample of 1 has a figure, one of 0 has none.
    assert [mean for mean, _, _ in prior.of_measured([(1, 1.0, 1.0), (0, 1.0, 1.0)])] == [1.25, 3.0]


def test_no_variance_between_agents_is_full_pooling() -> None:
    shares = fit_shares([(10, 8), (20, 16), (40, 32)])
    means = fit_means([(3, 6, 14), (4, 8, 20)])
    measured = fit_measured([(5, 2.0, 9.0), (9, 3.0, 9.0)])
    assert shares is not None and means is not None and measured is not None
    assert shares.spread == means.spread == measured.spread == 0
    assert {mean for mean, _, _ in shares.of([(10, 10, 0), (500, 0, 0), (0, 0, 0)])} == {0.8}
    assert {mean for mean, _, _ in means.of([(3, 60, 14), (0, 0, 0)])} == {2.0}
    assert {mean for mean, _, _ in measured.of_measured([(5, 90.0, 9.0), (0, 0.0, 0.0)])} == {measured.mean}


def test_one_agent_is_its_own_team() -> None:
    prior = fit_shares([(100, 90)])
    assert prior is not None
    ((mean, low, high),) = prior.of([(100, 90, 0)])
    assert mean == 0.9
    assert high - mean == pytest.approx(1.96 * sqrt(0.09 / 100), rel=0.06)
    assert mean - low == pytest.approx(high - mean)


def test_one_observation_each_leaves_nothing_for_the_spread() -> None:
    prior = fit_means([(1, 2, 4), (1, 6, 36)])
    assert prior is not None
    assert (prior.mean, prior.noise, prior.spread) == (4.0, 8.0, 0.0)


def test_nobody_is_certain_of_all_or_nothing() -> None:
    prior = fit_shares([(20, 20), (30, 30)])
    assert prior is not None
    ((mean, low, high),) = prior.of([(20, 20, 0)])
    assert mean == high == 1.0 and low < 0.99
    split = fit_shares([(20, 20), (30, 0)])
    assert split is not None
    assert all(0 < mean < 1 for mean, _, _ in split.of([(20, 20, 0), (30, 0, 0)]))


def test_no_sample_is_no_team() -> None:
    assert fit_shares([(0, 0)]) is fit_means([]) is fit_measured([(0, 0, 0)]) is None


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 300), st.floats(0, 1)), min_size=1, max_size=30))
def test_a_share_lies_between_its_own_and_the_teams(raw: list[tuple[int, float]]) -> None:
    team = [(n, round(n * share)) for n, share in raw]
    prior = fit_shares(team)
    assert prior is not None
    for (n, good), (mean, low, high) in zip(team, prior.of((n, good, 0) for n, good in team), strict=True):
        edges = sorted((good / n, prior.mean))
        assert edges[0] - 1e-9 <= mean <= edges[1] + 1e-9
        assert 0 <= low <= mean + 1e-9 and mean - 1e-9 <= high <= 1


def test_more_answers_pull_less_and_say_more_and_none_say_least() -> None:
    prior = fit_shares([(100, 90), (100, 70), (60, 50), (80, 40)])
    assert prior is not None
    found = prior.of((n, 0.9 * n, 0) for n in (0, 1, 5, 20, 100, 1000))
    means = [mean for mean, _, _ in found]
    widths = [high - low for _, low, high in found]
    assert means == sorted(means) and means[0] == prior.mean and means[-1] == pytest.approx(0.9, abs=0.01)
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize(("agents", "spread"), [(6, 0.0), (12, 0.04), (40, 0.08)])
def test_intervals_of_shares_cover_the_truth(agents: int, spread: float) -> None:
    rng = random.Random(agents)
    covered = []
    for _ in range(150):
        truth = [min(max(rng.gauss(0.85, spread), 0.01), 0.99) for _ in range(agents)]
        sizes = [rng.randint(20, 150) for _ in truth]
        team = [(n, sum(rng.random() < p for _ in range(n))) for n, p in zip(sizes, truth, strict=True)]
        prior = fit_shares(team)
        assert prior is not None
        for p, (_, low, high) in zip(truth, prior.of((n, good, 0) for n, good in team), strict=True):
            covered.append(low <= p <= high)
    assert 0.92 <= fmean(covered) <= 0.995


def test_intervals_of_heavy_tailed_times_cover_the_truth() -> None:
    rng = random.Random(11)
    covered = []
    for _ in range(80):
        scales = [rng.gauss(6.0, 0.25) for _ in range(12)]
        team = []
        for scale in scales:
            times = [round(rng.lognormvariate(scale, 1.0)) for _ in range(rng.randint(30, 120))]
            team.append((len(times), sum(times), sum(t * t for t in times)))
        prior = fit_means(team)
        assert prior is not None
        for scale, (_, low, high) in zip(scales, prior.of(team), strict=True):
            covered.append(low <= 2.718281828 ** (scale + 0.5) <= high)
    assert 0.90 <= fmean(covered) <= 0.995
