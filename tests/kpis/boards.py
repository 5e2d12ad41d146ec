"""Invented agents with effects that are known, and rules to rank them by."""

import random
from dataclasses import dataclass

from cxtui.kpis.leaderboard import AgentTotals, LiftCell, MeanTotals, Rules, ShareTotals
from cxtui.settings.model import ComponentSettings

PARTS = (
    ComponentSettings("csat", "quality", 15, 0.60, 1.00),
    ComponentSettings("qa", "quality", 10, 0.50, 1.00),
    ComponentSettings("fcr", "quality", 10, 0.40, 0.90),
    ComponentSettings("reopen", "quality", 5, 0.20, 0.00),
    ComponentSettings("repeat", "quality", 5, 0.25, 0.00),
    ComponentSettings("lift", "retention", 35, -15.0, 15.0),
    ComponentSettings("service_level", "responsiveness", 12, 0.50, 1.00),
    ComponentSettings("reply_time", "responsiveness", 8, 3600.0, 120.0),
)
RULES = Rules({"quality": 45.0, "retention": 35.0, "responsiveness": 20.0}, PARTS, min_n=20)

CELLS = [(tier, channel) for tier in ("gold", "silver", "free") for channel in ("chat", "email")]


@dataclass(frozen=True)
class Effect:
    """What an agent truly does: ``good`` moves quality and retention, ``fast`` answering; 0 is the team's."""

    good: float
    fast: float = 0.0


def tally(name: str, effect: Effect, tickets: int, rng: random.Random) -> AgentTotals:
    """Draw a period of an agent who works on so many tickets."""
    good, fast = effect.good, effect.fast

    def counts(n: int, p: float) -> ShareTotals:
        return ShareTotals(sum(rng.random() < min(max(p, 0.01), 0.99) for _ in range(n)), n)

    def moments(values: list[float]) -> MeanTotals:
        return MeanTotals(len(values), sum(values), sum(v * v for v in values))

    cells = []
    for tier, channel in CELLS:
        base = {"gold": 0.9, "silver": 0.8, "free": 0.65}[tier] + (0.04 if channel == "chat" else 0.0)
        shares = [rng.choice((0.5, 1.0, 1.0)) for _ in range(rng.randint(0, tickets // 4))]
        kept = [rng.random() < min(max(base + 0.08 * good, 0.0), 1.0) for _ in shares]
        if shares:
            cells.append(
                LiftCell(
                    (tier, channel, "old"), tier,
                    sum(shares), sum(s for s, k in zip(shares, kept, strict=True) if k),
                    sum(s * s for s in shares), sum(s * s for s, k in zip(shares, kept, strict=True) if k),
                )
            )  # fmt: skip
    return AgentTotals(
        "helpdesk", name, name.title(), None, "human", tickets,
        {
            "csat": counts(tickets // 3, 0.85 + 0.07 * good),
            "qa": moments([min(max(rng.gauss(0.8 + 0.08 * good, 0.1), 0), 1) for _ in range(tickets // 20)]),
            "fcr": counts(tickets // 2, 0.7 + 0.08 * good),
            "reopen": counts(tickets, 0.08 - 0.04 * good),
            "repeat": counts(tickets // 2, 0.12 - 0.05 * good),
            "service_level": counts(tickets, 0.78 + 0.1 * fast),
            "reply_time": moments([rng.lognormvariate(6.5 - 0.5 * fast, 0.9) for _ in range(tickets * 2)]),
        },
        tuple(cells),
    )  # fmt: skip


def floor(seed: int, agents: int = 20) -> tuple[list[AgentTotals], dict[str, Effect]]:
    """Draw a floor of agents whose effects are spread evenly, in no order of their names."""
    rng = random.Random(seed)
    effects = [Effect(2.0 * i / (agents - 1) - 1.0, rng.uniform(-1, 1)) for i in range(agents)]
    rng.shuffle(effects)
    known = {f"agent{i:02}": effect for i, effect in enumerate(effects)}
    return [tally(name, effect, rng.randint(80, 400), rng) for name, effect in known.items()], known
