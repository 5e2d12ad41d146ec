"""Who asks: a fresh pool of customers each week, and a few key accounts that always do."""

from dataclasses import dataclass

from cxtui.clock import DAY
from cxtui.simulator.people import FAMILY, GIVEN
from cxtui.simulator.phrases import TONGUES, fitting_name
from cxtui.simulator.seeded_random import SeededRandom, Weighted
from cxtui.simulator.words import PLACE, TOPIC

TIER = Weighted({"standard": 70.0, "plus": 22.0, "enterprise": 8.0})
KEY_ACCOUNTS = 10
KEY = -1
"""The pool of the key accounts."""

_COMPANIES = (
    "Acme", "Globex", "Initech", "Umbrella", "Hooli", "Vandelay", "Zażółć", "Bäcker & Söhne", "東京電気",
    "Молоко", "Søgaard", "Peña", "Łódzkie Młyny", "Şahin", "O'Hara", "Wayne", "北京科技", "Stark",
    "Tyrell", "Cyberdyne",
)  # fmt: skip
_FORMS = ("GmbH", "Sp. z o.o.", "SA", "Ltd", "AB", "株式会社", "s.r.o.", "Inc.", "AG", "BV")


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer as known on the first day: ``habit`` is the topic they ask about more often."""

    id: str
    pool: int
    name: str
    tier: str
    account: str | None
    place: str
    habit: str
    since: int
    contract: float | None

    @property
    def is_key(self) -> bool:
        """Return whether this is one of the few accounts that outlive their pool."""
        return self.pool == KEY


def pool(seed: int, number: int, size: int, opens: int, closes: int, fitting: bool = False) -> list[Customer]:
    """Return the customers whose contacts begin in ``[opens, closes)``; one in twelve joined only then.

    ``fitting`` customers are called as people and companies of their place are.
    """
    rng = SeededRandom(seed, "customers", number)
    people: list[Customer] = []
    base = 100_000 + number * 10 ** max(4, len(str(size)))
    for n in range(size):
        tier = TIER.pick(rng)
        since = opens - rng.wait(420 * DAY) - DAY
        if rng.chance(0.08):
            since = rng.between(opens, closes - 1)
        account = None
        if tier == "standard":
            name = f"{rng.pick(GIVEN)} {rng.pick(FAMILY)}"
        else:
            account = f"{rng.pick(_COMPANIES)} {rng.pick(_FORMS)}"
            name = account
        place = PLACE.pick(rng)
        if fitting:
            account = None if account is None else rng.pick(TONGUES[place].companies)
            name = account or fitting_name(rng, place)
        people.append(
            Customer(
                f"c{base + n}", number, name, tier, account, place, TOPIC.pick(rng), since,
                _contract(rng, tier),
            )
        )  # fmt: skip
    return people


def key_accounts(seed: int, start: int, fitting: bool = False) -> list[Customer]:
    """Return the accounts that ask every week, whatever happens to them; ``fitting`` ones have names of their place."""
    rng = SeededRandom(seed, "key accounts")
    names = [f"{company} {form}" for company, form in zip(_COMPANIES, _FORMS, strict=False)]
    if fitting:
        places = list(TONGUES)
        homes = [places[n % len(places)] for n in range(KEY_ACCOUNTS)]
        return [
            Customer(
                f"k{n + 1:02d}", KEY, name := TONGUES[home].companies[n // len(places)], "enterprise", name,
                home, TOPIC.pick(rng), start - rng.between(400, 2500) * DAY, float(rng.between(40, 160) * 1000),
            )
            for n, home in enumerate(homes)
        ]  # fmt: skip
    return [
        Customer(
            f"k{n + 1:02d}", KEY, names[n], "enterprise", names[n],
            PLACE.pick(rng), TOPIC.pick(rng), start - rng.between(400, 2500) * DAY,
            float(rng.between(40, 160) * 1000),
        )
        for n in range(KEY_ACCOUNTS)
    ]  # fmt: skip


def _contract(rng: SeededRandom, tier: str) -> float | None:
    """Return what the customer's contract is worth a year, or None for one who only buys."""
    if tier == "enterprise":
        return round(rng.spread(9000, 0.7), 2)
    if tier == "plus" and rng.chance(0.75):
        return round(rng.spread(600, 0.5), 2)
    return None
