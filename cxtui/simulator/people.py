"""Who works on the floor: teams, seats, agents, and the true effect planted in each of them."""

from dataclasses import dataclass

from cxtui.clock import DAY
from cxtui.errors import UsageError
from cxtui.simulator.seeded_random import SeededRandom

BOT = "bot"
SYSTEM = "system"
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Team:
    """A queue of work: its tier, whether its agents sit at chat and phone, and the shifts it fills.

    ``shifts`` are (from, to) in local seconds of the day; the first of them is filled first.
    """

    id: str
    name: str
    tier: int
    shifts: tuple[tuple[int, int], ...]
    weekends: bool


def _hours(*pairs: tuple[float, float]) -> tuple[tuple[int, int], ...]:
    return tuple((int(a * HOUR), int(b * HOUR)) for a, b in pairs)


TEAMS = {
    team.id: team
    for team in (
        Team("live", "Live desk", 1, _hours((6, 14), (14, 22), (10, 18), (8, 16), (12, 20)), True),
        Team("mail", "Mail desk", 1, _hours((22, 30), (7, 15), (13, 21), (9, 17), (10, 18), (8, 16)), True),
        Team("tech", "Technical", 2, _hours((8, 16), (10, 18), (9, 17)), False),
        Team("billing", "Billing", 2, _hours((8, 16), (10, 18)), False),
        Team("core", "Engineering", 3, _hours((9, 17), (10, 18)), False),
    )
}


@dataclass(frozen=True, slots=True)
class Truth:
    """What an agent truly does, planted before anything happens, for tests to find again.

    ``quality`` in [-1, 1] moves CSAT, QA, first contact resolution and reopenings; ``retention`` in
    [-1, 1] moves the chance that a customer stays after contact, by ``money.RETENTION_POINTS`` points
    at 1; ``pace`` multiplies working time (below 1 is fast). ``effect`` is the one number a fair ranking
    should follow: quality and retention in the leaderboard's 45 to 35. ``style`` names a planted kind:
    ``fast_bad``, ``slow_keeper`` or ``plain``.
    """

    agent: str
    quality: float
    retention: float
    pace: float
    style: str

    @property
    def effect(self) -> float:
        """Return the agent's worth in [-1, 1]."""
        return (45 * self.quality + 35 * self.retention) / 80


@dataclass(frozen=True, slots=True)
class Agent:
    """A person in a seat from ``hired_on`` until ``left_on`` (None: still there); instants."""

    id: str
    seat: int
    name: str
    team: str
    truth: Truth
    hired_on: int
    left_on: int | None


GIVEN = (
    "Ola", "Ivan", "Mei", "Sam", "Zofia", "Jürgen", "Aïcha", "Łukasz", "Noor", "Tomás", "Ewa", "Kofi",
    "Yuki", "Siobhán", "Ravi", "Chloë", "Marek", "Leila", "Björn", "Inês", "Oksana", "Dmytro", "Hana",
    "Piotr", "Amara", "Søren", "Giulia", "Emeka", "Katarzyna", "Linh",
)  # fmt: skip
FAMILY = (
    "Nowak", "Petrov", "Tan", "Reyes", "Wiśniewska", "Weiß", "Benali", "Kowalczyk", "Haddad", "García",
    "Zielińska", "Mensah", "Sato", "O'Brien", "Iyer", "Dubois", "Król", "Rahimi", "Lindqvist", "Carvalho",
    "Melnyk", "Shevchenko", "Kim", "Mazur", "Okafor", "Holm", "Conti", "Eze", "Lis", "Nguyễn", "van der Berg",
)  # fmt: skip


def seats(agents: int) -> list[str]:
    """Return the team of each seat, for a floor of ``agents`` people."""
    if agents < 8:
        raise UsageError(f"a floor needs at least 8 agents to fill its shifts, not {agents}")
    core = max(1, round(agents / 12))
    tech = max(2, round(agents * 0.14))
    billing = max(1, round(agents * 0.09))
    front = agents - core - tech - billing
    live = (front + 1) // 2
    sizes = {"live": live, "mail": front - live, "tech": tech, "billing": billing, "core": core}
    return [team for team, size in sizes.items() for _ in range(size)]


def crew(seed: int, start: int, agents: int) -> list[Agent]:
    """Return everybody who ever sits on the floor: one agent a seat, and successors of those who leave.

    About one seat in twelve changes hands between the fourth and the tenth week.
    """
    rng = SeededRandom(seed, "crew")
    desks = seats(agents)
    styles = _styles(desks)
    offset = rng.between(0, 29)
    people: list[Agent] = []
    leavers = {rng.between(0, agents - 1) for _ in range(max(1, agents // 12))}
    for seat, team in enumerate(desks):
        hired = start - rng.between(60, 1500) * DAY
        left = start + rng.between(28, 70) * DAY if seat in leavers and styles[seat] == "plain" else None
        people.append(_agent(rng, seat, seat, offset, team, styles[seat], hired, left))
    for old in [person for person in people if person.left_on is not None]:
        assert old.left_on is not None
        people.append(_agent(rng, len(people), old.seat, offset, old.team, "plain", old.left_on, None))
    return people


def _styles(desks: list[str]) -> list[str]:
    """Return each seat's planted kind: of the first line's desks, one in seven fast and bad, one slow."""
    styles = ["plain"] * len(desks)
    for team in ("live", "mail"):
        places = [seat for seat, name in enumerate(desks) if name == team]
        for n in range(max(1, len(places) // 7)):
            styles[places[1 + 7 * n]] = "fast_bad"
            styles[places[3 + 7 * n]] = "slow_keeper"
    return styles


def _agent(
    rng: SeededRandom, n: int, seat: int, offset: int, team: str, style: str, hired: int, left: int | None
) -> Agent:
    agent = f"a{n + 1:02d}"
    quality = 1.5 * rng.roll() - 0.75
    retention = max(-1.0, min(1.0, 0.7 * quality + 0.6 * rng.roll() - 0.3))
    pace = 0.85 + 0.35 * rng.roll()
    if style == "fast_bad":
        quality, retention, pace = -0.95, -0.95, 0.6
    elif style == "slow_keeper":
        quality, retention, pace = 0.7, 0.95, 1.35
    name = f"{GIVEN[(n + offset) % len(GIVEN)]} {FAMILY[(n + offset + n // 30) % len(FAMILY)]}"
    truth = Truth(agent, round(quality, 4), round(retention, 4), round(pace, 4), style)
    return Agent(agent, seat, name, team, truth, hired, left)
