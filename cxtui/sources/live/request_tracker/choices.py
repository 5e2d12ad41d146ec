"""What one Request Tracker calls things: statuses of its own, priorities, the fields that it was given."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cxtui import canonical
from cxtui.toml import TomlTable

KEYS = ("statuses", "priorities", "fields", "csat", "bots", "tiers")
STATUSES = {
    "new": "new", "open": "open", "stalled": "hold", "resolved": "solved", "rejected": "closed", "deleted": "closed",
}  # fmt: skip
PRIORITIES = {"low": 0, "normal": 50, "high": 100}
"""From which number on a priority is called so: the three words that RT shows."""

FIELDS = ("channel", "topic", "product", "place")


@dataclass(frozen=True, slots=True)
class SurveyField:
    """The custom field that holds a customer's answer, and its scale."""

    field: str
    low: float = 1.0
    high: float = 5.0


@dataclass(frozen=True, slots=True)
class RtChoices:
    """Statuses by RT's word, priorities by the number from which on they are called so, custom fields by column."""

    statuses: Mapping[str, str] = field(default_factory=lambda: STATUSES)
    priorities: Mapping[str, int] = field(default_factory=lambda: PRIORITIES)
    fields: Mapping[str, str] = field(default_factory=dict)
    survey: SurveyField | None = None
    bots: frozenset[str] = frozenset()
    tiers: Mapping[str, int] = field(default_factory=dict)

    def priority(self, number: object) -> str | None:
        """Return the word for a priority, None for what is no number."""
        try:
            value = int(str(number))
        except ValueError:
            return None
        reached = [(least, word) for word, least in self.priorities.items() if value >= least]
        return max(reached)[1] if reached else None


def read_choices(table: TomlTable) -> RtChoices:
    """Return what a source's table says of its RT; raises UsageError."""
    statuses = table.table("statuses", optional=True)
    priorities = table.table("priorities", optional=True)
    fields = table.table("fields", optional=True).only(*FIELDS)
    tiers = table.table("tiers", optional=True)
    return RtChoices(
        statuses=STATUSES | {word: statuses.choice(word, canonical.STATUSES) for word in statuses.data},
        priorities={word: priorities.count(word, 0, 1_000_000) for word in priorities.data} or PRIORITIES,
        fields={column: fields.text(column) for column in fields.data},
        survey=_survey(table),
        bots=frozenset(table.texts("bots")) if table.has("bots") else frozenset(),
        tiers={queue: tiers.count(queue, 1, 9) for queue in tiers.data},
    )


def _survey(table: TomlTable) -> SurveyField | None:
    if not table.has("csat"):
        return None
    said = table.table("csat").only("field", "low", "high")
    low = said.number("low", -1000, 1000) if said.has("low") else 1.0
    high = said.number("high", -1000, 1000) if said.has("high") else 5.0
    if low >= high:
        said.fail("high", "must be above low")
    return SurveyField(said.text("field"), low, high)
