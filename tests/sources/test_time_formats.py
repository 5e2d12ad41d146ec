"""How a column's times are written is found from its cells, and nothing is guessed that they do not tell."""

import pytest

from cxtui.sources.time_formats import found


@pytest.mark.parametrize(
    ("cells", "formats"),
    [
        (["02.03.2026 um 09:04 Uhr", "15.03.2026 um 14:20 Uhr"], ("%d.%m.%Y um %H:%M Uhr",)),
        (["02/03/2026 à 09h04", "15/03/2026 à 14h20"], ("%d/%m/%Y à %Hh%M",)),
        (["15/03/2026 02:20 p. m.", "02/03/2026 09:04 a. m."], ("%d/%m/%Y %I:%M %p",)),
        (["15/03/2026 02:20 p.m.", "02/03/2026 09:04 a.m."], ("%d/%m/%Y %I:%M %p",)),
        (["20260302", "20260315"], ("%Y%m%d",)),
        (["20260302090400", "20260315142000"], ("%Y%m%d%H%M%S",)),
        (["46083.3777777778", "46096"], ("excel",)),
        (["46083,3777777778", "46096,5"], ("excel",)),
        (["12 March 2026", "Mar 17, 2026 10:00 AM", "13 April 2026"], ("%d %b %Y", "%b %d %Y %I:%M %p")),
        (["1772442240", "1772451000"], ("epoch",)),
    ],
)
def test_formats(cells: list[str], formats: tuple[str, ...]) -> None:
    made = found(cells)
    assert made.formats == formats
    assert made.read == len(cells) and made.unread == ()


@pytest.mark.parametrize(
    ("cells", "month_first"),
    [(["15-03-2026"], False), (["03-15-2026"], True), (["02-03-2026"], None), (["2026-03-15"], None),
     (["15.03.2026"], False), (["02.03.2026"], False)],
)  # fmt: skip
def test_what_comes_first(cells: list[str], month_first: bool | None) -> None:
    assert found(cells).month_first is month_first


def test_ids_are_no_days_unless_a_column_is_known_to_hold_times() -> None:
    assert found(["46083", "46096"], dated=False).formats == ()
    assert found(["20260302", "20260315"], dated=False).formats == ()
    assert found(["46083", "46096"]).formats == ("excel",)


def test_digits_that_are_no_day_are_none() -> None:
    assert found(["20261302", "20260315"]).formats == ()
    assert found(["29999", "46096"]).formats == (), "a day of 1982 at the earliest"
