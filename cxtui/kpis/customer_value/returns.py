"""What contacts bring against what they cost, by channel, and open tickets by what they likely bring."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import Value
from cxtui.language import N_, lazy, lazy_joined
from cxtui.store.read import Transaction, units

NO_COST = N_(
    'an hour of handling has no price: set cost_per_hour (and currency) under [worth] with "cxtui store configure"'
)
NO_HANDLING = N_("no handle times in this period: import a handle table")
NO_CURRENCY = N_("purchases are in several currencies: set worth.currency to the one that cost_per_hour is in")


@dataclass(frozen=True, slots=True)
class Earned:
    """What a channel's contacts brought in one currency: revenue, and cost where it is in this currency."""

    channel: str
    contacts: int
    handle_s: int
    currency: str
    revenue: float
    cost: float | None

    @property
    def gain(self) -> float | None:
        """Return (revenue − cost) ÷ cost; None where nothing is known to have been spent."""
        return gain(self.revenue, self.cost)


def tidy(amount: float) -> float:
    """Return an amount without what adding fractions of it in binary left behind."""
    return round(amount, 4)


def gain(revenue: float, cost: float | None) -> float | None:
    """Return what comes back for every unit of money spent, beyond the unit itself."""
    return (revenue - cost) / cost if cost else None


@dataclass(frozen=True, slots=True)
class ContactSums:
    """Contacts and handle seconds by channel and tier, revenue by channel, tier and currency, of one period.

    ``home`` is the currency that costs are in; ``rate`` what a second of handling costs, None where either is
    not known, and ``lack`` then says what to do.
    """

    contacts: Mapping[tuple[str, str], int]
    handle_s: Mapping[tuple[str, str], int]
    revenue: Mapping[tuple[str, str, str], float]
    home: str | None
    rate: float | None
    lack: str | None


def summed(tx: Transaction, scope: Scope, question: Question) -> ContactSums:
    """Add up the contacts whose horizon ends in the period."""
    settings = scope.settings
    wanted = question.wanted(settings)
    contacts = {(c, t): n for c, t, n in units.counts(tx, "contact_revenue", wanted, ("channel", "tier"))}
    handled = {(c, t): s for c, t, _, s in units.sums(tx, "contact_handling", wanted, ("channel", "tier"))}
    revenue = {
        (channel, tier, currency): tidy(amount)
        for channel, tier, currency, _, amount in units.sums(tx, "revenue", wanted, ("channel", "tier", "currency"))
    }
    found = {currency for _, _, currency in revenue}
    home = settings.currency or (next(iter(found)) if len(found) == 1 else None)
    if home is None and not found:
        home = ""
    rate = None if settings.cost_per_hour is None or home is None else settings.cost_per_hour / 3600
    lack = None
    if settings.cost_per_hour is None:
        lack = NO_COST
    elif home is None:
        lack = NO_CURRENCY
    elif not any(handled.values()):
        lack = NO_HANDLING
    return ContactSums(contacts, handled, revenue, home, rate, lack)


def by_channel(sums: ContactSums) -> list[Earned]:
    """Return what each channel brought, one row for every currency that it has revenue or cost in."""
    contacts, handle_s = _of_channel(sums.contacts), _of_channel(sums.handle_s)
    revenue: dict[tuple[str, str], float] = defaultdict(float)
    for (channel, _, currency), amount in sums.revenue.items():
        revenue[channel, currency] += amount
    found = []
    for channel in sorted(contacts):
        currencies = {currency for at, currency in revenue if at == channel}
        home = {sums.home} if sums.home is not None else set()
        for currency in sorted(currencies | home) or [""]:
            seconds = int(handle_s.get(channel, 0))
            cost = None
            if sums.rate is not None and currency == sums.home:
                cost = seconds * sums.rate
            found.append(
                Earned(
                    channel=channel,
                    contacts=int(contacts[channel]),
                    handle_s=seconds,
                    currency=currency,
                    revenue=tidy(revenue.get((channel, currency), 0.0)),
                    cost=cost,
                )
            )
    return found


def of_filter(tx: Transaction, scope: Scope, question: Question) -> Value:
    """Return (revenue − cost) ÷ cost over all contacts of the filter; ``n`` counts contacts."""
    sums = summed(tx, scope, question)
    n = sum(sums.contacts.values())
    if sums.lack or sums.rate is None:
        return Value(None, n, note=sums.lack)
    revenue = sum(amount for (_, _, currency), amount in sums.revenue.items() if currency == sums.home)
    others = sorted({currency for _, _, currency in sums.revenue} - {sums.home})
    names = lazy_joined((other or lazy("no currency") for other in others), ", ")
    note = lazy("revenue in {currencies} is left out", currencies=names) if others else None
    return Value(gain(revenue, sum(sums.handle_s.values()) * sums.rate), n, note=note)


@dataclass(frozen=True, slots=True)
class Likely:
    """What one more contact likely brings and costs, in the currency that costs are in."""

    revenue: float
    cost: float | None

    @property
    def gain(self) -> float | None:
        """Return (revenue − cost) ÷ cost."""
        return gain(self.revenue, self.cost)


class Outlook:
    """What a contact of a channel and tier likely brings, from a period's sums.

    A cell of few contacts is drawn to its channel's mean, and a channel's to the floor's: each leans on the
    wider one by ``lean`` contacts.
    """

    def __init__(self, sums: ContactSums, lean: int) -> None:
        self._sums, self._lean = sums, lean
        home = sums.home or ""
        self._money = {(c, t): amount for (c, t, currency), amount in sums.revenue.items() if currency == home}
        self._contacts, self._revenue = _of_channel(sums.contacts), _of_channel(self._money)
        self._handled = _of_channel(sums.handle_s)

    def of(self, channel: str, tier: str) -> Likely | None:
        """Return the outlook of a channel and tier, None where nothing is known of any contact."""
        n = sum(self._contacts.values())
        if not n:
            return None
        floor = sum(self._revenue.values()) / n
        own = self._contacts.get(channel, 0)
        wide = self._drawn(self._revenue.get(channel, 0.0), own, floor)
        near = self._drawn(self._money.get((channel, tier), 0.0), self._sums.contacts.get((channel, tier), 0), wide)
        seconds = self._drawn(self._handled.get(channel, 0), own, sum(self._handled.values()) / n)
        cost = None if self._sums.rate is None or self._sums.lack else seconds * self._sums.rate
        return Likely(near, cost)

    def _drawn(self, total: float, n: float, mean: float) -> float:
        return (total + self._lean * mean) / (n + self._lean)


def _of_channel(cells: Mapping[tuple[str, str], float]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for (channel, _), value in cells.items():
        found[channel] += value
    return dict(found)
