"""What a trigger is called while nothing is wrong: its subject and its state, not what it would accuse of."""

from collections.abc import Mapping

from cxtui.kpis.triggers import loyalty, satisfaction, slowness, staleness, unusual
from cxtui.kpis.triggers.reading import TriggerReading
from cxtui.language import N_

CALM: Mapping[str, str] = {
    satisfaction.TITLE: N_("Customer satisfaction: steady"),
    slowness.TITLE: N_("Reply time: steady"),
    loyalty.TITLE: N_("NPS beside active customers: steady"),
    staleness.TITLE: N_("Data: within its allowance"),
    unusual.WATCHED["escalations_unusual"][1]: N_("Escalations: usual"),
    unusual.WATCHED["repeats_unusual"][1]: N_("Repeat contacts: usual"),
}
"""Words by the title of a trigger that has fired."""


def state_title(one: TriggerReading) -> str:
    """Return what a trigger that does not stand fired is called: by its state where its condition does not hold."""
    return CALM.get(one.title, one.title) if one.judged and not one.holds else one.title
