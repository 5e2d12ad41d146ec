"""Every text of the program that its sources cannot be searched for: definitions, lists and the like are data."""

from collections.abc import Iterator
from typing import get_args

from cxtui.kpis.audit import SUSPICIONS
from cxtui.kpis.customer_value.sales import SalesCredit
from cxtui.kpis.data_quality import KINDS
from cxtui.kpis.data_quality.kinds import AffectedNoun
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.lists import LISTS, backlog, heat
from cxtui.kpis.question.moment import LACK
from cxtui.kpis.staffing import ASSUMPTIONS

DIMENSIONS = ("channel", "team", "priority", "tier", "product", "place", "topic", "customer", "agent", "source")
"""What numbers are split by, as heads of columns."""

STATES = ("online", "busy", "away", "offline")
"""What agents are, in the words of ``agent_state``."""

STATUSES = ("new", "open", "pending", "hold", "solved", "closed")

CLOCKS = ("first response", "next reply", "resolution", "agent work", "requester wait")
"""The promises of a ticket."""

WHYS = (
    "answered after it was due", "solved after it was due", "it was due and nobody answered",
    "it was due before another target was applied", "answered in time", "solved in time",
    "it left the backlog without a reply", "another target was applied before it was due",
    "it waits for the customer to answer", "it is on hold and waits for a third party", "the ticket is removed",
    "no human has answered yet", "the ticket is not solved yet",
)  # fmt: skip
"""Why a clock stands as it does, in the words of the model ``clock_fact``."""


def texts() -> Iterator[str]:
    """Yield the texts, some of them more than once; holes as in ``said``."""
    for definition in DEFINITIONS.values():
        yield from (
            definition.title,
            definition.formula,
            definition.anchor,
            definition.excluded,
            definition.source,
            definition.norm or "",
        )
    for listed in LISTS.values():
        yield from (listed.title, listed.words, listed.source)
    for one in SUSPICIONS.values():
        yield from (one.title, one.words, one.counts, one.why, one.compared)
    for kind in KINDS.values():
        yield from (kind.name, kind.means)
    yield from get_args(AffectedNoun)
    yield from get_args(SalesCredit)
    yield from LACK.values()
    yield from ASSUMPTIONS
    yield from map(str, heat.DAYS)
    yield from (str(band) for band, _ in backlog._BANDS)
    yield from (*backlog._ENTRIES, *backlog._EXITS)
    yield from (*DIMENSIONS, *STATES, *STATUSES, *CLOCKS, *WHYS)
