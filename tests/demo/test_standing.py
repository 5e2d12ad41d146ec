"""What a first picture holds back: nothing that is open or of today, and never half of a ticket."""

from cxtui.canonical import TABLES
from cxtui.demo.standing import Standing
from cxtui.simulator import CanonicalRows
from cxtui.simulator.ledger import CanonicalRow, no_rows

NOON, MIDNIGHT = 43_200, 0


def row(table: str, **values: object) -> CanonicalRow:
    return tuple({"source": "s", **values}.get(name) for name in TABLES[table].names)


def rows_of(*tickets: tuple[str, str, int]) -> CanonicalRows:
    """Rows of tickets as (id, last status, instant of it), each of a customer of its own."""
    rows = no_rows()
    for ticket, status, at in tickets:
        rows["ticket"].append(row("ticket", ticket=ticket, customer="c" + ticket, created_at=-90_000))
        rows["event"].append(row("event", ticket=ticket, event="1", kind="status", value="open", occurred_at=-90_000))
        rows["event"].append(row("event", ticket=ticket, event="2", kind="status", value=status, occurred_at=at))
        rows["customer"].append(row("customer", customer="c" + ticket))
    return rows


def names(rows: CanonicalRows, table: str, column: str) -> list[object]:
    return [one[TABLES[table].names.index(column)] for one in rows[table]]


def test_open_tickets_and_those_of_today_stay_whole_with_their_customers() -> None:
    found = Standing(rows_of(("1", "pending", -50), ("2", "solved", -1), ("3", "closed", MIDNIGHT)), MIDNIGHT).rows
    assert names(found, "ticket", "ticket") == ["1", "3"]
    assert names(found, "event", "ticket") == ["1", "1", "3", "3"]
    assert sorted(map(str, names(found, "customer", "customer"))) == ["c1", "c3"]


def test_an_answer_a_review_or_work_of_today_keeps_a_ticket() -> None:
    rows = rows_of(("1", "solved", -9), ("2", "solved", -9), ("3", "solved", -9), ("4", "solved", -9))
    rows["rating"].append(row("rating", ticket="1", version_at=NOON))
    rows["qa_score"].append(row("qa_score", ticket="2", version_at=MIDNIGHT))
    rows["handle"].append(row("handle", ticket="3", to_at=MIDNIGHT - 1))
    assert names(Standing(rows, MIDNIGHT).rows, "ticket", "ticket") == ["1", "2"]


def test_later_rows_come_with_customers_not_named_yet_and_without_tickets_held_back() -> None:
    rows = rows_of(("1", "open", -9), ("2", "solved", -9))
    rows["customer"].append(row("customer", customer="c9"))
    rows["contract"].append(row("contract", contract="k", customer="c9"))
    standing = Standing(rows, MIDNIGHT)
    later = no_rows()
    later["ticket"] = [row("ticket", ticket="8", customer="c9"), row("ticket", ticket="9", customer="c9")]
    later["event"] = [row("event", ticket="2", event="3"), row("event", ticket="8", event="1")]
    found = standing.more(later)
    assert names(found, "ticket", "ticket") == ["8", "9"]
    assert names(found, "event", "ticket") == ["8"]
    assert names(found, "customer", "customer") == ["c9"] and names(found, "contract", "customer") == ["c9"]
    again = no_rows()
    again["ticket"] = [row("ticket", ticket="10", customer="c9")]
    assert standing.more(again)["customer"] == []


def test_purchases_of_before_today_can_wait() -> None:
    rows = no_rows()
    rows["purchase"] = [
        row("purchase", purchase=name, customer="c", occurred_at=at) for name, at in (("a", -1), ("b", MIDNIGHT))
    ]
    assert names(Standing(rows, MIDNIGHT).rows, "purchase", "purchase") == ["b"]
