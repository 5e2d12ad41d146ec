"""Who is on duty when: shifts of every local day, with lunch, days off and weekend crews."""

from typing import NamedTuple

from cxtui.clock import DAY
from cxtui.simulator.people import HOUR, TEAMS, Agent
from cxtui.simulator.times import WallClock, weekday

LUNCH = HOUR // 2


class Shift(NamedTuple):
    """One stretch of duty, in instants; ``lunch`` if the agent is away for lunch after it, not gone."""

    agent: Agent
    from_at: int
    to_at: int
    lunch: bool


class Roster:
    """The shifts of a floor, the same for whoever asks, computed a local day at a time."""

    def __init__(self, people: list[Agent], wall: WallClock) -> None:
        self._people = people
        self._wall = wall
        self._days: dict[int, list[Shift]] = {}

    def shifts(self, day: int) -> list[Shift]:
        """Return the stretches of duty that begin on a local day, each agent's two around a lunch."""
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = self._plan(day)
        return found

    def _plan(self, day: int) -> list[Shift]:
        midnight = self._wall.instant(day * DAY)
        shifts: list[Shift] = []
        for team in TEAMS.values():
            seats = sorted({p.seat for p in self._people if p.team == team.id})
            staff = [p for p in self._people if p.team == team.id and _employed(p, midnight)]
            staff.sort(key=lambda p: p.seat)
            working = [p for p in staff if _works(seats.index(p.seat), len(seats), day, team.weekends)]
            if not working and staff and (team.weekends or weekday(day) < 5):
                working = [staff[day % len(staff)]]
            for place, agent in enumerate(working):
                if len(working) == 1 and team.id == "live":
                    begins, ends = 8 * HOUR, 20 * HOUR
                else:
                    begins, ends = team.shifts[place % len(team.shifts)]
                shifts += self._duty(agent, day, begins, ends)
        return shifts

    def _duty(self, agent: Agent, day: int, begins: int, ends: int) -> tuple[Shift, Shift]:
        instant, number = self._wall.instant, int(agent.id[1:])
        lunch = (begins + ends) // 2 + (number % 4 - 2) * LUNCH
        return (
            Shift(agent, instant(day * DAY + begins), instant(day * DAY + lunch), True),
            Shift(agent, instant(day * DAY + lunch + LUNCH), instant(day * DAY + ends), False),
        )


def _employed(agent: Agent, midnight: int) -> bool:
    """Return whether an agent is with the floor for the whole day; nobody begins or ends at noon."""
    return agent.hired_on <= midnight and (agent.left_on is None or agent.left_on >= midnight + 2 * DAY)


def _works(place: int, seats: int, day: int, weekends: bool) -> bool:
    """Return whether the person in this place works.

    A third of a weekend team does (half of a small one), and has two weekdays off instead.
    """
    today, week = weekday(day), (day + 3) // 7
    if not weekends:
        return today < 5
    on_weekend = (place + week) % (3 if seats >= 6 else 2) == 0
    if today >= 5:
        return on_weekend
    return not (on_weekend and (today + place) % 5 in (0, 2))
