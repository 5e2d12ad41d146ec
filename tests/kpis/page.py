"""Write the reference of the numbers: ``python -m tests.kpis.page > docs/metrics.md``."""

from cxtui.kpis.definitions import DEFINITIONS, Definition
from cxtui.text.explained import words

HEAD = """\
# The numbers

Every number that cxtui knows, written by `python -m tests.kpis.page > docs/metrics.md` from
`cxtui/kpis/definitions`; a test compares. `cxtui explain NAME` says the same with what the number is in your
store, and `--sql` how it is read.

- W is how many days after a solve an outcome counts as known (`fcr_days`), H the same after a contact for
  retention (`retention_days`): see `docs/settings.md`.
- Norms are the packaged starting values. What a floor is held to stands in its store's settings.
- A number whose histories no source covers is "–", never 0; `docs/canonical.md` says what a coverage is,
  `docs/facts.md` what the columns of the models hold. `clocks` are the histories that show whether what is promised
  was kept: messages, first responses, statuses or resolutions.
- Of a period that a source's history covers by part, only what happened in that part counts, and the number says so.
- As of an instant a number is what it would be had nothing come after it. What has no history is as it is now: topic,
  product, place, subject, names and tiers (`cxtui explain` names them).
- After `cxtui store keep` whole days before the border are known where they are summed by days: created, worked,
  solved, mean first response and resolution, service level, reply time, FCR, one-touch, reopens, repeats, interactions
  and escalations; for all tickets, or by channel, team, priority or tier.
"""

GROUPS = {
    "volume": "Volume", "responsiveness": "Responsiveness", "clocks": "Clocks", "quality": "Quality",
    "worth": "Customer value", "board": "Leaderboard", "staffing": "Staffing",
}  # fmt: skip

SPANS = {
    "today": "the local day so far", "hour": "the last four whole quarter hours", "rates": "the leaderboard's days",
    "instant": "the instant", "quarter": "ninety days",
}  # fmt: skip
"""What a number is shown for unless a period is asked for."""


def page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for group, title in GROUPS.items():
        definitions = [one for one in DEFINITIONS.values() if one.group == group]
        if definitions:
            parts += [f"\n## {title}\n", *(_number(one) for one in definitions)]
    return "".join(parts)


def _number(one: Definition) -> str:
    lines = [f"- {label}: {words_of_it}" for label, words_of_it in (*words(one), *_needed(one))]
    return f"\n### {one.title} (`{one.name}`)\n\n" + "\n".join(lines) + "\n"


def _needed(one: Definition) -> list[tuple[str, str]]:
    either = " or ".join(f"`{what}`" for what in one.needs)
    needed = [*([either] if either else []), *(f"`{what}`" for what in one.also)]
    how = SPANS[one.span] if one.how is not None else "shown in a list only"
    models = ", ".join(f"`{model}`" for model in one.models) or "–"
    return [("Needs", ", and ".join(needed) or "no coverage"), ("Shown for", how), ("Models", models)]


if __name__ == "__main__":
    print(page(), end="")
