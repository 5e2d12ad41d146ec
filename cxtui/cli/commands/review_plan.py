"""``cxtui review ack``, ``plan``, ``add`` and ``done``: who takes care of what until when."""

from typing import Annotated

import typer

from cxtui.cli.examples import examples
from cxtui.cli.options import FormatOption, OutputFormat, StoreOption

ACK = examples('cxtui review ack csat_down --owner Ann --due 2026-04-30 --note "read the comments"')
PLAN = examples("cxtui review plan", "cxtui review plan --format json | jq '.actions[] | select(.state == \"open\")'")
ADD = examples('cxtui review add "write macros for refunds" --owner Bob --due 2026-05-15')
DONE = examples("cxtui review done 3")

OwnerOption = Annotated[str, typer.Option("--owner", metavar="NAME", help="Who takes care of it.", show_default=False)]
DueOption = Annotated[str, typer.Option("--due", metavar="DAY", help="Until when: 2026-04-30.", show_default=False)]


def ack(
    trigger: Annotated[str, typer.Argument(metavar="TRIGGER", help="One that stands fired.", show_default=False)],
    owner: OwnerOption,
    due: DueOption,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="What is to be done.", show_default=False)
    ] = None,
    store: StoreOption = None,
) -> None:
    """Acknowledge a fired trigger.

    It stands in the action plan then, with owner and due day. Doing it again gives it another owner and due day.
    """
    from contextlib import closing

    from cxtui.cli.reviewing import day_of, desk_of, who
    from cxtui.clock import now
    from cxtui.text.plain import safe

    day = day_of(due, "--due")
    desk, _ = desk_of(store)
    with closing(desk):
        number = desk.acknowledge(trigger, owner, day, note, who(), now())
    print(f"action {number}: {safe(trigger)}, {safe(owner.strip())} until {day}")


def plan(store: StoreOption = None, format: FormatOption = OutputFormat.text) -> None:
    """Print the action plan.

    Open items by due day, then what was done.
    """
    import json
    from contextlib import closing

    from cxtui.cli.reviewing import desk_of, seen
    from cxtui.report.review import action_document, plan_text

    desk, zone = desk_of(store, writable=False)
    with closing(desk):
        actions = seen(desk).actions
    if format is OutputFormat.json:
        print(json.dumps({"actions": [action_document(one) for one in actions]}, indent=2))
    else:
        print("\n".join(plan_text(actions, zone) or ["the action plan is empty"]))


def add(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is to be done.", show_default=False)],
    owner: OwnerOption,
    due: DueOption,
    store: StoreOption = None,
) -> None:
    """Add an item of your own to the action plan."""
    from contextlib import closing

    from cxtui.cli.reviewing import day_of, desk_of, who
    from cxtui.clock import now
    from cxtui.text.plain import safe

    day = day_of(due, "--due")
    desk, _ = desk_of(store)
    with closing(desk):
        number = desk.plan(text, owner, day, who(), now())
    print(f"action {number}: {safe(owner.strip())} until {day}")


def done(
    number: Annotated[int, typer.Argument(min=1, metavar="NUMBER", help="Of cxtui review plan.", show_default=False)],
    store: StoreOption = None,
) -> None:
    """Close an item of the action plan.

    The trigger it was for is dealt with: it stands no longer, and fires anew once its condition has not held.
    """
    from contextlib import closing

    from cxtui.cli.reviewing import desk_of, who
    from cxtui.clock import now

    desk, _ = desk_of(store)
    with closing(desk):
        desk.done(number, who(), now())
    print(f"action {number}: done")
