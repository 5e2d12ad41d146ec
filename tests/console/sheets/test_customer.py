"""The sheet of a customer: why they stay or not, the most urgent ticket first, and where its lines lead."""

from dataclasses import replace

import pytest

from cxtui.clock import DAY
from cxtui.console.draw.strips import text_of, width_of
from cxtui.console.sheets.customer import customer
from cxtui.console.sheets.staying import sentences
from cxtui.kpis.customer_value.retention_status import RetentionState, RetentionStatus, Why
from tests.console import answers, floors
from tests.console.parts import NOW, ZONE


def shown(width: int = 120, **changes: object) -> list[str]:
    """Return the lines of a sheet."""
    view = replace(answers.customer(), **changes)  # type: ignore[arg-type]
    return text_of(customer(view, {}, ZONE, NOW, width)[0])


def test_everything_of_a_customer_is_on_the_sheet() -> None:
    text = "\n".join(" ".join(line.split()) for line in shown())
    for words in (
        "Acme GmbH", "Tier gold", "Account acme", "Contacts 240 (14 in 90 days)", "! at risk",
        "X #48122 first response breached -02:10", "#48001 resolution running 5 h 00",
        "1,241 EUR in 4 purchases, refunds taken off; 0 of it in the last 90 days", "renewal 1,300 EUR",
        "refund -59.50 EUR", "k-1", "900 over", "#47000 email login 4:12 3 h 00 reopened, solved CSAT 4 of 5",
        "counts nowhere", "and 237 earlier ones",
    ):  # fmt: skip
        assert words in text, words


def test_the_most_urgent_ticket_stands_first_and_lines_lead_to_tickets() -> None:
    lines, links = customer(answers.customer(), {}, ZONE, NOW, 120)
    targets = [(link.section, link.id) for _, link in sorted(links.items())]
    assert targets == [
        ("open", "48122"), ("open", "48001"), ("contacts", "48122"), ("contacts", "47000"), ("contacts", "46999"),
    ]  # fmt: skip
    for line, link in links.items():
        assert f"#{link.id}" in text_of(lines)[line] and (link.kind, link.source) == ("ticket", "desk")


def test_who_has_nothing() -> None:
    text = "\n".join(shown(
        open=(), open_count=0, history=(), contacts=0, recent=0, retention=None, money=(), purchases=(), contracts=(),
        missing="no purchases or contracts in this store: import a purchase or contract table", name=None, tier=None,
    ))  # fmt: skip
    assert "none is open" in text and "no ticket yet" in text and text.count("import a purchase or contract") == 2


@pytest.mark.parametrize(
    ("state", "why", "known", "words"),
    [
        ("retained", "bought", False, "Bought on 2026-11-20, after the last contact on 2026-11-11; it enters the rate"),
        ("retained", "bought", True, "Bought on 2026-11-20, within 90 days after the last contact on 2026-11-11."),
        ("retained", "contract_live", True, "A contract was live 90 days after the last contact on 2026-11-11."),
        ("lost", "nothing", True, "Nothing was bought within 90 days after the last contact on 2026-11-11, and no"),
        ("on_course", "contract_live", False, "A contract runs until 2026-11-20; the outcome"),
        ("at_risk", "contract_ends", False, "The contract ends on 2026-11-20, and nothing was bought since"),
        ("at_risk", "nothing_yet", False, "Nothing was bought since the last contact on 2026-11-11 and no contract"),
        ("lost", "left", False, "Left on 2026-11-20, after the last contact on 2026-11-11, and bought nothing since"),
        ("lost", "contract_ended", False, "A contract ended on 2026-11-20, after the last contact on 2026-11-11"),
    ],
)
def test_why_a_customer_stands_so(state: RetentionState, why: Why, known: bool, words: str) -> None:
    known_at = NOW - 1 if known else NOW + 80 * DAY
    one = RetentionStatus(
        state, why, NOW - DAY, NOW - 10 * DAY, known_at, "bought" if known else None, NOW if known else None
    )
    found = sentences(one, 90, NOW, ZONE)
    assert found.startswith(words)
    assert ("Bought again since, last on 2026-11-21." in found) == known


@pytest.mark.parametrize("width", [36, 76, 116, 196])
def test_hostile_text_stays_in_its_lines(width: int) -> None:
    for subject in floors.HOSTILE:
        view = answers.customer(name=subject, subject=subject)
        for ascii in (False, True):
            lines, _ = customer(view, {}, ZONE, NOW, width, ascii)
            assert all(width_of(line) <= width for line in lines), width
            assert not any(c in "".join(text_of(lines)) for c in "\x1b\n\r\u202e\u2066\x07")
