"""Escalations: tier, age, who has it, what is late."""

from dataclasses import replace

from cxtui.console.panes.escalations import EscalationsPane, level
from cxtui.kpis.floor import Escalation, Escalations, Floor
from tests.console import floors
from tests.console.panes.stage import shown, staged, subtitle, title, widths

NOW = floors.NOW


def escalated(ticket: str, seconds: int, tier: str | None, breached: bool = False) -> Escalation:
    return Escalation(
        source="desk", ticket=ticket, subject="Refund dispute", customer="Acme GmbH", customer_tier="Platinum",
        priority="P1", team="Tier 3", tier=tier, assignee=None, escalated_at=NOW - seconds,
        reason="legal threat", breached=breached,
    )  # fmt: skip


def floor(*rows: Escalation, whole: int | None = None, late: int = 0) -> Floor:
    part = Escalations(rows=rows, open=len(rows) if whole is None else whole, breached=late)
    return Floor(as_of=NOW, zone=floors.ZONE, escalations=part)


def test_a_tier_is_named_as_the_floor_names_it() -> None:
    assert [level(escalated("1", 1, tier)) for tier in ("3", "Experts", None)] == ["L3", "Experts", ""]


async def test_the_oldest_stands_first_with_tier_and_age() -> None:
    pane = EscalationsPane()
    late = escalated("47800", 33_120, "3", breached=True)
    rows = (escalated("47806", 59, "2"), late, escalated("47803", 273_600, None))
    async with staged(pane, floor(*rows, whole=21, late=3), (100, 10)):
        assert shown(pane)[:4] == [
            "  tier  ticket      age  subject              customer         assignee     reason          prio",
            "        #47803  3 d 4 h  Refund dispute       Acme GmbH     ◆  —            legal threat    P1",
            "X L3    #47800   9 h 12  Refund dispute       Acme GmbH     ◆  —            legal threat    P1",
            "  L2    •47806   0 h 00  Refund dispute       Acme GmbH     ◆  —            legal threat    P1",
        ]
        assert title(pane) == "Escalations · 21 open · 3 breached"
        assert subtitle(pane) == "1–3 of 21"
        pane.tick(NOW + 1)
        assert "0 h 01" in shown(pane)[3]


async def test_a_note_stays_at_the_foot_where_the_heads_have_room() -> None:
    one = floor(escalated("47803", 60, None))
    noted = replace(one, escalations=replace(one.escalations, note="desk: not covered"))
    for height, lines in ((9, True), (8, False)):  # two of them are the frame
        async with staged(pane := EscalationsPane(), noted, (100, height)):
            assert (any("desk: not covered" in line for line in shown(pane)), "age" in shown(pane)[0]) == (lines, lines)


async def test_enter_opens_the_ticket() -> None:
    pane = EscalationsPane()
    async with staged(pane, floors.busy(), (100, 10), focus=True) as (stage, pilot):
        await pilot.press("down", "enter")
        assert stage.opened == [("helpdesk", "47803")]


async def test_hostile_text_keeps_lines_straight_at_every_width() -> None:
    for width in (40, 58, 120, 200):
        pane = EscalationsPane()
        async with staged(pane, floors.hostile(), (width, 12)):
            assert widths(pane) == {width - 4}
            assert "\x1b" not in "".join(shown(pane))


async def test_nothing_escalated_and_nothing_known_are_two_things() -> None:
    pane = EscalationsPane()
    async with staged(pane, floors.quiet(), (70, 9)):
        assert shown(pane)[3].strip() == "✓ nothing is escalated"
        assert title(pane) == "Escalations · 0 open"
        gap = floors.gaps()
        pane.show(gap)
        words = " ".join(" ".join(shown(pane)).split())
        assert words == gap.escalations.missing
        assert title(pane) == "Escalations"
        pane.show(replace(gap, escalations=Escalations()))
        assert title(pane) == "Escalations · 0 open"
