"""Hand-made answers about people: an agent before and behind the score, a customer, lists of agents, the scorecard."""

from cxtui.clock import DAY
from cxtui.console.messages import QueryAnswered
from cxtui.console.panes.pane import Pane
from cxtui.kpis.answers.agent import AgentBefore, AgentTickets, CountedTicket
from cxtui.kpis.answers.scorecard import PIECES, Scorecard, Scored
from cxtui.kpis.customer import Answer, Contact, Contract, CustomerRevenue, CustomerView, Purchase
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.floor import Metric, QaReview, Survey
from cxtui.kpis.lists import ListColumn, ListTable
from cxtui.kpis.lists.audit import OUT
from cxtui.kpis.measure.units import CountedUnit
from cxtui.kpis.norms import judge
from cxtui.kpis.query import Query
from cxtui.kpis.triggers import TriggerReading
from tests.console.parts import AGENTS, CUSTOMERS, HOUR, MIDNIGHT, NOW, SUBJECTS, ranked


def answered(pane: Pane, query: Query, answer: object) -> None:
    """Answer one query of a pane."""
    pane.answered(QueryAnswered(query, answer, None))


def scored(name: str, place: int) -> Scored:
    """Return a number: one in four has no data, others hold a norm, nearly hold it or miss it, or have none."""
    definition = DEFINITIONS[name]
    if place % 4 == 3:
        return Scored(
            Metric(name, None, definition.unit, NOW, missing="no surveys in this store: import a rating table"), None, 0
        )
    value = {"ratio": 0.6, "seconds": 240.0, "points": 12.0, "score": 70.0}.get(definition.unit, 31.0) * (
        1 + place / 200
    )
    factor = (None, 0.95, 1.05, 1.3, 0.7)[place % 5]
    target = None if factor is None or definition.better == "none" else round(value * factor, 2)
    state = judge(value, target, definition.better)
    metric = Metric(
        name, value, definition.unit, NOW, n=1200 + place, target=target, better=definition.better, state=state
    )
    before = None if definition.span == "instant" else Metric(name, value * 0.95, definition.unit, NOW, n=1100)
    return Scored(metric, before, 3 if name == "csat" else 0)


def scorecards() -> dict[tuple[str, ...], object | None]:
    """Return the answers to every piece of the scorecard."""
    found: dict[tuple[str, ...], object | None] = {}
    place = 0
    for piece, names in PIECES.items():
        rows = []
        for name in names:
            rows.append(scored(name, place))
            place += 1
        found["scorecard", piece] = Scorecard(piece, tuple(rows))
    return found


def readings() -> tuple[TriggerReading, ...]:
    """Return triggers that fire, that do not, and one that cannot be judged."""
    return (
        TriggerReading("csat", "Customer satisfaction is down on the quarter before", NOW, None, False, True,
                "91 % of 143 answers in 2026-q4 so far, 90 % of 512 in 2026-q3: up 1.1 % (fires at 10 %)"),
        TriggerReading("replies", "Replies are slower than in the period before", NOW, None, True, False,
                "9 min of 1,204 turns in the last seven days, 5 min of 1,180 in the seven before: 1.80 ×"),
        TriggerReading("nps", "NPS is down while active customers grow", NOW, None, False, False,
                "12 answers in the last ninety days, fewer than 20", judged=False),
    )  # fmt: skip


def before(place: int = 0) -> AgentBefore:
    """Return the agent of a place as they stood thirty days earlier: two places lower."""
    row = ranked(place + 2)
    from_at = MIDNIGHT - 59 * DAY - HOUR  # summer time then
    return AgentBefore("helpdesk", f"a{place + 1}", AGENTS[place], "Tier 1", row, 9, 20, from_at, from_at + 30 * DAY)


def counted(ticket: str, value: float, hours: int, part: str = "csat") -> CountedTicket:
    """Return a ticket that counts."""
    at = NOW - hours * HOUR
    unit = CountedUnit(
        "helpdesk", ticket, f"{ticket}-{part}", at - HOUR, at, "a1", "chat", "Tier 1", "P2", "gold", value
    )
    return CountedTicket(unit, SUBJECTS[hours % len(SUBJECTS)], CUSTOMERS[hours % len(CUSTOMERS)])


def tickets(part: str = "csat", *values: float, n: int | None = None, above: int | None = None) -> AgentTickets:
    """Return what a component counts."""
    rows = tuple(counted(str(48000 + i), value, i + 1, part) for i, value in enumerate(values))
    return AgentTickets(part, rows, len(rows) if n is None else n, above, MIDNIGHT - 29 * DAY, NOW)


def customer(customer: str = "c9", own: str = "48120") -> CustomerView:
    """Return a customer with earlier tickets, money and a contract."""
    contacts = (
        Contact(own, NOW - 2 * HOUR, SUBJECTS[0], "email", "invoice", 410, True, None, False, True, True, None),
        Contact("47011", NOW - 9 * DAY, SUBJECTS[1], "chat", "login", 65, True, 900, False, False, True,
                Answer("csat", 5.0, 1.0, 5.0, True)),
        Contact("46900", NOW - 40 * DAY, SUBJECTS[2], "email", "refund", 90_000, False, 400_000, True, False, True,
                Answer("csat", 2.0, 1.0, 5.0, False)),
    )  # fmt: skip
    return CustomerView(
        "helpdesk",
        customer,
        NOW,
        "Acme GmbH",
        "gold",
        None,
        NOW - 700 * DAY,
        None,
        90,
        NOW - 690 * DAY,
        14,
        3,
        (),
        1,
        contacts,
        None,
        None,
        (CustomerRevenue("EUR", 4, 1240.0, 300.0),),
        (Purchase(NOW - DAY, "new", 300.0, "EUR"),),
        (Contract("k1", NOW - 300 * DAY, NOW + 65 * DAY, 1200.0, True),),
    )


def surveys() -> tuple[Survey, ...]:
    """Return surveys that were answered, replaced and never answered."""
    return (
        Survey("csat", NOW - 9 * HOUR, NOW - HOUR, 2.0, 1.0, 5.0, False, "Ola Nowak", "Nobody told me anything."),
        Survey("csat", NOW - 9 * HOUR, NOW - 8 * HOUR, 4.0, 1.0, 5.0, True, "Ola Nowak", None, True),
        Survey("nps", NOW - 9 * HOUR, None, None, 0.0, 10.0, None, None, None),
    )


def reviews() -> tuple[QaReview, ...]:
    """Return a review that fails by a critical category."""
    parts = (("process", None, False), ("solution", 0.25, True), ("tone", 1.0, False))
    return (QaReview("q1", NOW - 3 * HOUR, "Mei Tan", 0.0, parts),)


def _table(name: str, columns: str, *rows: tuple[object, ...], note: str | None = None) -> ListTable:
    """Return a list; a column is written ``name:unit:Title``, its unit ``text`` unless said."""
    made = []
    for word in columns.split():
        key, _, rest = word.partition(":")
        unit, _, title = rest.partition(":")
        made.append(ListColumn(key, unit or "text", title or key))  # type: ignore[arg-type]
    return ListTable(name, name, tuple(made), rows, note)


def load() -> ListTable:
    """Return who is on: one with late tickets, one away, one gone with a ticket."""
    return _table(
        "load",
        "name::Name state::State for_s:seconds:For open:count:Open late:count:Late oldest_s:seconds:Oldest "
        "busy:ratio:Busy team::Team source::Source agent::Agent",
        (AGENTS[0], "busy", 7200, 12, 2, 90_000, 0.83, "Tier 1", "helpdesk", "a1"),
        (AGENTS[1], "online", 3600, 4, 0, 7000, 0.4, "Billing", "helpdesk", "a2"),
        (AGENTS[2], "away", 600, 1, 0, 600, 0.0, "Tier 2", "helpdesk", "a3"),
        (AGENTS[3], "offline", 30_000, 3, 1, 200_000, None, "Tier 1", "helpdesk", "a4"),
        note="2 on, 1 away; 5 open tickets are nobody's",
    )


def audit() -> ListTable:
    """Return an audit in which one thing stands out."""
    return _table(
        "audit",
        "name::Name suspicion::Suspicion stands_out::Stands hits:count:Hits n:count:n rate:ratio:Rate low:ratio:from "
        "high:ratio:to usual:ratio:Usual team::Team source::Source agent::Agent",
        (AGENTS[1], "solved without a reply", None, 1, 120, 0.0083, 0.001, 0.05, 0.006, "Billing", "helpdesk", "a2"),
        (AGENTS[0], "solved without a reply", "under 20", 1, 9, 0.11, 0.02, 0.4, 0.006, "Tier 1", "helpdesk", "a1"),
        (AGENTS[2], "solved without a reply", None, 0, 80, 0.0, 0.0, 0.05, 0.006, "Tier 2", "helpdesk", "a3"),
        (AGENTS[0], "survey not sent", OUT, 151, 297, 0.508, 0.452, 0.565, 0.29, "Tier 1", "helpdesk", "a1"),
        note="facts to look into, no accusation",
    )


def staffing() -> ListTable:
    """Return a staffing hint."""
    return _table(
        "staffing",
        "channel::Channel contacts:count:Hour handle_s:seconds:Handle handled:count:n within_s:seconds:Within "
        "goal:ratio:Goal agents:count:Agents service_level:ratio:In occupancy:ratio:Busy "
        "fewer_service_level:ratio:Fewer fewer_occupancy:ratio:Busy",
        ("phone", 200, 180.0, 1400, 20, 0.8, 14, 0.8884, 0.714, 0.7956, 0.769),
    )


def done() -> ListTable:
    """Return assigned against done."""
    return _table(
        "assigned_done", "agent::agent name::name assigned:count:assigned solved:count:solved open:count:open",
        ("a1", AGENTS[0], 120, 118, 12), ("a2", AGENTS[1], 90, 101, 4),
    )  # fmt: skip


def lift() -> ListTable:
    """Return agents by lift."""
    return _table(
        "lift_by_agent",
        "source::Source agent::Agent name::Name lift:points:Lift low:points:from high:points:to "
        "customers:count:Customers weight:number:Weigh sample::Sample",
        ("helpdesk", "a1", AGENTS[0], 4.2, 1.0, 7.4, 210, 180.0, None),
    )


def everything() -> dict[tuple[str, ...], object | None]:
    """Return the answers that both screens ask for."""
    lists = (load(), audit(), staffing(), done(), lift())
    return {**scorecards(), ("triggers",): readings(), **{("list", one.name): one for one in lists}}
