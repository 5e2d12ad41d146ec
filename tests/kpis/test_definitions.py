"""Every number has words, and the words are whole."""

from dataclasses import fields

from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.floor import HEADLINE

COMPONENTS = ("csat", "qa", "fcr", "reopen", "repeat", "lift", "service_level", "reply_time")


def test_every_headline_and_component_has_a_definition() -> None:
    assert [name for name in (*HEADLINE, *COMPONENTS, "score") if name not in DEFINITIONS] == []


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
