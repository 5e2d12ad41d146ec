"""The staffing hint as a list: what each channel that is answered at once needs now, and with one agent fewer."""

from cxtui.errors import UsageError
from cxtui.kpis.lists.table import ListColumn, ListDefinition, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.moment import Moment
from cxtui.kpis.question.period import default_period
from cxtui.kpis.question.question import Question
from cxtui.kpis.staffing import Need, Staffed
from cxtui.language import lazy, lazy_joined

_COLUMNS = (
    ListColumn("channel", "text", "channel"),
    ListColumn("contacts", "count", "an hour"),
    ListColumn("handle_s", "seconds", "handle"),
    ListColumn("handled", "count", "n"),
    ListColumn("within_s", "seconds", "within"),
    ListColumn("goal", "ratio", "goal"),
    ListColumn("agents", "count", "agents"),
    ListColumn("service_level", "ratio", "in time"),
    ListColumn("occupancy", "ratio", "busy"),
    ListColumn("fewer_service_level", "ratio", "with one fewer"),
    ListColumn("fewer_occupancy", "ratio", "busy"),
)


def _staffing(store: StoreAsOf, question: Question) -> ListTable:
    # The package of readers loads the feed, which loads every list.
    from cxtui.kpis.reading import staffing

    where = question.where
    for dimension in (*where.only, *where.never):
        if dimension != "channel":
            raise UsageError(f"staffing is by channel: narrow it down by channel, not {dimension}")
    if where.words or where.without:
        raise UsageError("staffing is by channel: narrow it down by channel, not by words of tickets")
    days = store.scope.settings.leaderboard.period_days
    if question.period != default_period("hour", store.at, store.zone, days):
        raise UsageError("staffing is of the last four whole quarter hours and takes no period; ask with --at")
    hint = staffing.read(store.tx, Moment.of(store.at, store.zone, None), store.scope)
    needs = [one for one in hint.needs if _counts(one.channel, where.only.get("channel"), where.never.get("channel"))]
    lacking = lazy_joined(
        lazy("{channel}: {lack}", channel=one.channel, lack=lazy(one.missing)) for one in needs if one.missing
    )
    assumptions = lazy_joined(map(lazy, hint.assumptions))
    partly = store.scope.during(hint.handled_from, store.at + 1, where).partly(()) if needs else None
    assumed = lazy("Erlang C assumes: {assumptions}", assumptions=assumptions)
    return ListTable(
        STAFFING.name, STAFFING.title, _COLUMNS, tuple(map(_row, needs)),
        note=lazy_joined(one for one in (assumed, partly) if one) if needs else None,
        missing=hint.missing or lacking or None,
    )  # fmt: skip


def _row(one: Need) -> tuple[str | int | float | None, ...]:
    return (
        one.channel, one.contacts, one.handle_s, one.handled, one.within_s, one.goal, one.agents,
        *_achieved(one.now), *_achieved(one.fewer),
    )  # fmt: skip


def _achieved(by: Staffed | None) -> tuple[float | None, float | None]:
    return (by.service_level, by.occupancy) if by else (None, None)


def _counts(channel: str, only: tuple[str, ...] | None, never: tuple[str, ...] | None) -> bool:
    return (only is None or channel in only) and channel not in (never or ())


STAFFING = ListDefinition(
    name="staffing",
    title="Staffing hint",
    words=(
        "Agents that each channel with a first-response target under 10 minutes needs now, by Erlang C: contacts of "
        "the last four whole quarter hours, mean handle time of the last seven days, the channel's target and the norm "
        "of the service level. Beside it the service level and the occupancy at that number, and with one agent fewer; "
        "– there where the queue would grow without end."
    ),
    source="ticket (created_at, channel), handle (talk, hold, wrap, else work), and the store's targets",
    per_agent=False,
    read=_staffing,
    span="hour",
    models=("flow_quarter", "ticket_fact"),
    says_partly=True,
)
DEFINED = (STAFFING,)
