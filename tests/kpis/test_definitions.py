"""Every number has words, and the words are whole."""

from dataclasses import fields

from cxtui.facts.tables import DERIVED
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.definitions.how import How, Worked
from cxtui.kpis.measure.worked import READERS
from cxtui.kpis.reading.headlines import HEADLINES
from cxtui.settings.model import NORMS
from cxtui.store.read.queries import query

COMPONENTS = ("csat", "qa", "fcr", "reopen", "repeat", "lift", "service_level", "reply_time")


def test_every_headline_and_component_has_a_definition() -> None:
    assert [name for name in (*HEADLINES, *COMPONENTS, "score") if name not in DEFINITIONS] == []


def test_a_definition_goes_by_its_name_and_leaves_no_word_out() -> None:
    for name, one in DEFINITIONS.items():
        assert one.name == name
        blank = [f.name for f in fields(one) if getattr(one, f.name) in ("",)]
        assert blank == [], name
        assert one.formula.endswith(".") and "  " not in one.formula, name
    assert len({one.title for one in DEFINITIONS.values()}) == len(DEFINITIONS)


def test_units_and_directions_are_the_fields_own() -> None:
    assert DEFINITIONS["csat"].unit == "ratio" and DEFINITIONS["csat"].better == "up"
    assert DEFINITIONS["lift"].unit == "points" and DEFINITIONS["lift"].better == "up"
    down = {name for name, one in DEFINITIONS.items() if one.better == "down"}
    assert {"reopen", "repeat", "reply_time", "escalation_rate", "first_response_p90"} <= down
    assert not down & {"fcr", "qa", "service_level", "created", "solved"}


def test_what_is_read_is_there() -> None:
    """Every number has a query for its units, for those that wait, and a norm that a store's settings know."""
    for name, one in DEFINITIONS.items():
        for units in (getattr(one.how, "units", None), getattr(one.how, "part", None), one.waiting):
            assert units is None or "AS value" in query(f"units_{units}") or ".value" in query(f"units_{units}"), name
        if isinstance(one.how, Worked):
            assert one.how.read in READERS, name
        if one.norm is not None and name != "repeat":
            assert (one.held_to or name) in NORMS, name
    columns = {column for one in DEFINITIONS.values() for column in _day_columns(one.how)}
    assert columns <= set(DERIVED["flow_day"].names)


def _day_columns(how: How | None) -> tuple[str, ...]:
    days = getattr(how, "days", None)
    return (*days.whole, *([days.part] if days.part else [])) if days else ()


def test_resolution_and_reply_are_never_called_by_the_same_short_name() -> None:
    titled = [one for one in DEFINITIONS.values() if "ART" in one.title.replace("AFRT", "") or "ART as" in one.formula]
    assert titled and all(
        "ART as reply" in f"{o.title} {o.formula}" or "ART as resolution" in o.formula for o in titled
    )
