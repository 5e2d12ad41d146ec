"""What the headline cards say: which numbers stand on which card, in which words."""

from collections.abc import Callable
from dataclasses import dataclass

from cxtui.console.scope import before_words
from cxtui.kpis.floor import Floor, Metric
from cxtui.language import N_, _
from cxtui.text.plain import NONE, at_least, change, number, quantity


@dataclass(frozen=True, slots=True)
class HeadlineCard:
    """One headline, the number ``name``: value, state, change; lines of words, the most important first.

    ``against`` says what the change is against where that is not last week, as it is on the whole floor.
    """

    name: str
    title: str
    short: str
    value: str
    state: str = "none"
    moved: str = ""
    words: tuple[str, ...] = ()
    missing: str | None = None
    against: str = ""
    note: str | None = None


def cards(floor: Floor, ascii: bool = False) -> tuple[HeadlineCard, ...]:
    """Return the cards of a floor, the most important first."""
    say = _Words(floor, ascii)
    return tuple(say.card(plan) for plan in CARDS)


NO_DATA = N_("no data yet")
NONE_TODAY = N_("none today")
NONE_THEN = N_("none in this period")
"""What a card says that has no value: a store without tickets is another thing than a day without any."""


class _Words:
    """Puts the metrics of one floor into words."""

    def __init__(self, floor: Floor, ascii: bool) -> None:
        self.floor = floor
        self.ascii = ascii
        self.dot = " - " if ascii else " · "

    def metric(self, name: str) -> Metric | None:
        return self.floor.metrics.get(name)

    def value(self, name: str) -> str:
        metric = self.metric(name)
        if metric is None or metric.value is None:
            return "-" if self.ascii else NONE
        sign = (
            at_least(metric.unit, self.ascii)
            if metric.at_least
            else ("~" if self.ascii else "≈")
            if metric.approximate
            else ""
        )
        return sign + quantity(metric.value, metric.unit)

    def card(self, plan: "CardPlan") -> HeadlineCard:
        name, title, short = plan.name, _(plan.title), _(plan.short)
        if plan.today is not None and self.floor.view.period in (None, "today"):
            title = _(plan.today)
        metric = self.metric(name)
        if metric is None or metric.value is None:
            why = metric.missing if metric else None
            return HeadlineCard(name, title, short, self.value(name), missing=_(why or self.none()))
        moved = change(metric.value, metric.previous, metric.unit, ascii=self.ascii)
        against = before_words(self.floor.view) if moved and self.floor.view.period is not None else ""
        lines = tuple(words for below in plan.below if (words := below(self, name)))
        return HeadlineCard(
            name=name,
            title=title,
            short=short,
            value=self.value(name),
            state=metric.state,
            moved=moved,
            words=lines,
            against=against,
            note=_(metric.note) if metric.note else None,
        )

    def none(self) -> str:
        """Return why a number that lacks nothing has no value."""
        if not self.floor.tickets:
            return NO_DATA
        return NONE_TODAY if self.floor.view.period in (None, "today") else NONE_THEN

    def pair(self, words: str, name: str) -> str:
        metric = self.metric(name)
        return _(words).format(value=self.value(name)) if metric and metric.value is not None else ""

    def norm(self, name: str, *, counted: bool = False) -> str:
        metric = self.metric(name)
        if metric is None:
            return ""
        norm = ""
        if metric.target is not None:
            norm = _("norm {value}").format(value=quantity(metric.target, metric.unit))
        count = f"n {number(metric.n)}" if counted else ""
        return self.dot.join(part for part in (norm, count) if part)

    def counted_norm(self, name: str) -> str:
        return self.norm(name, counted=True)

    def flow(self, name: str) -> str:
        inflow, outflow = self.metric("inflow_per_hour"), self.metric("outflow_per_hour")
        parts = [
            _(words).format(n=number(metric.value))
            for words, metric in ((N_("in {n}/h"), inflow), (N_("out {n}/h"), outflow))
            if metric is not None and metric.value is not None
        ]
        return "  ".join(parts)

    def slowest(self, name: str) -> str:
        waiting = self.floor.responses
        wait = "" if waiting.missing else _("{n} wait").format(n=number(max(waiting.waiting, len(waiting.rows))))
        return self.dot.join(part for part in (self.pair("p90 {value}", "first_response_p90"), wait) if part)

    def with_waiting(self, name: str) -> str:
        return self.pair(N_("with waiting {value}"), "first_response_waiting_median")

    def escalated(self, name: str) -> str:
        part = self.floor.escalations
        if part.missing:
            return ""
        counts = {"n": number(max(part.open, len(part.rows))), "late": number(part.breached)}
        return (_("{n} open, {late} late") if part.breached else _("{n} open")).format(**counts)

    def solved(self, name: str) -> str:
        return self.pair(N_("solved {value}"), "solved")

    def reopened(self, name: str) -> str:
        return self.pair(N_("reopened {value}"), "reopen_rate")


@dataclass(frozen=True, slots=True)
class CardPlan:
    """Which number stands on a card, under which title, and what is said below it, the most important first.

    ``short`` is the title where there is one line for all cards, ``today`` the one while the floor is of today.
    """

    name: str
    title: str
    short: str
    below: tuple[Callable[[_Words, str], str], ...] = (_Words.counted_norm,)
    today: str | None = None


CARDS: list[CardPlan] = [
    CardPlan("backlog", N_("Open"), N_("Open"), (_Words.flow, _Words.norm)),
    CardPlan("first_response_median", N_("First response"), N_("First"), (_Words.slowest, _Words.with_waiting)),
    CardPlan("service_level", N_("In target"), N_("Target")),
    CardPlan("csat", N_("CSAT"), N_("CSAT")),
    CardPlan("escalation_rate", N_("Escalated"), N_("Esc"), (_Words.escalated, _Words.norm)),
    CardPlan("created", N_("Created"), N_("New"), (_Words.solved, _Words.reopened), today=N_("Created today")),
]
"""The cards above the floor; as many as fit are shown."""
