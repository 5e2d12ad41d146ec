"""Parts of a past week: whole tickets, nothing lost, nothing shown without its past."""

from cxtui.canonical import TABLES
from cxtui.demo.parts import HistoryParts


def row(table: str, **values: object) -> tuple[object, ...]:
    return tuple({"source": "s", **values}.get(name) for name in TABLES[table].names)


def tickets(*names: str) -> dict[str, list[tuple[object, ...]]]:
    return {
        "customer": [row("customer", customer="c1")],
        "ticket": [row("ticket", ticket=name) for name in names],
        "event": [row("event", ticket=name, event=str(n)) for name in names for n in range(2)],
        "purchase": [row("purchase", purchase="p1"), row("purchase", purchase="p2", ticket=names[0])],
    }


def test_tickets_come_whole_the_newest_first_and_the_rest_before_them() -> None:
    rows = tickets("1", "2", "3")
    parts = HistoryParts(rows)
    assert len(parts) == 3
    assert parts.take(2) == {"customer": rows["customer"], "purchase": rows["purchase"][:1]}
    assert parts.take(2) == {
        "ticket": [rows["ticket"][2], rows["ticket"][1]],
        "event": rows["event"][4:] + rows["event"][2:4],
    }
    assert parts.take(2) == {
        "ticket": rows["ticket"][:1], "event": rows["event"][:2], "purchase": rows["purchase"][1:],
    }  # fmt: skip
    assert not parts
    assert parts.take(2) == {}


def test_what_happens_meanwhile_to_a_ticket_comes_with_the_ticket() -> None:
    parts = HistoryParts(tickets("1", "2"))
    later = {"ticket": [row("ticket", ticket="1", team="t2"), row("ticket", ticket="9")], "agent": [row("agent")]}
    assert parts.keep_back(later) == {"ticket": later["ticket"][1:], "agent": later["agent"]}
    assert set(parts.take(1)) == {"customer", "purchase"}
    assert [len(parts.take(1)["ticket"]) for _ in range(2)] == [1, 2]
    assert parts.keep_back(later) == later
