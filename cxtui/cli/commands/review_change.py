"""``cxtui review change`` and ``before-after``: named changes, and numbers on either side of one."""

from typing import Annotated

import typer

from cxtui.cli.examples import examples
from cxtui.cli.options import AtOption, FormatOption, OutputFormat, StoreOption
from cxtui.errors import UsageError

EPILOG = examples('cxtui review change add 2026-03-09 "new macros"', "cxtui review change list")
ADD = examples('cxtui review change add 2026-03-09 "new macros"')
LIST = examples("cxtui review change list")
REMOVE = examples('cxtui review change remove "new macros"')
BEFORE_AFTER = examples(
    'cxtui review before-after "new macros"',
    'cxtui review before-after "new macros" --metric csat --metric reply_time --days 14',
)

LabelArgument = Annotated[str, typer.Argument(metavar="LABEL", help="The change's name.", show_default=False)]

change = typer.Typer(
    name="change", help="Name what changed on a day.", epilog=EPILOG,
    rich_markup_mode=None,
)  # fmt: skip


@change.command("add", epilog=ADD)
def add(
    day: Annotated[str, typer.Argument(metavar="DAY", help="Its first day: 2026-03-09.", show_default=False)],
    label: LabelArgument,
    store: StoreOption = None,
) -> None:
    """Name a change; naming it again moves it to another day."""
    from contextlib import closing

    from cxtui.cli.reviewing import day_of, desk_of, who
    from cxtui.clock import now
    from cxtui.text.plain import safe

    when = day_of(day, "DAY")
    desk, _ = desk_of(store)
    with closing(desk):
        desk.name_change(label, when, who(), now())
    print(f"{safe(label.strip())}: {when}")


@change.command("list", epilog=LIST)
def list_changes(store: StoreOption = None, format: FormatOption = OutputFormat.text) -> None:
    """Print the named changes."""
    import json
    from contextlib import closing

    from cxtui.cli.reviewing import desk_of, seen
    from cxtui.report.review import changes_text

    desk, _ = desk_of(store, writable=False)
    with closing(desk):
        changes = seen(desk).changes
    if format is OutputFormat.json:
        print(json.dumps({"changes": [{"label": one.label, "day": one.day} for one in changes]}, indent=2))
    else:
        print("\n".join(changes_text(changes) or ["no change is named yet; see cxtui review change add --help"]))


@change.command("remove", epilog=REMOVE)
def remove(label: LabelArgument, store: StoreOption = None) -> None:
    """Forget a named change."""
    from contextlib import closing

    from cxtui.cli.reviewing import desk_of
    from cxtui.text.plain import safe

    desk, _ = desk_of(store)
    with closing(desk):
        desk.forget_change(label)
    print(f"{safe(label)}: forgotten")


def before_after(
    label: LabelArgument,
    metric: Annotated[
        list[str] | None,
        typer.Option(
            "--metric",
            metavar="NAME",
            help="A number (cxtui explain lists them); may be repeated. Default: headline numbers with a norm.",
            show_default=False,
        ),
    ] = None,
    days: Annotated[int, typer.Option("--days", min=1, max=366, metavar="N", help="Local days on either side.")] = 28,
    store: StoreOption = None,
    at: AtOption = None,
    format: FormatOption = OutputFormat.text,
) -> None:
    """Print numbers before and after a named change.

    Value and n on either side, and the difference with a 95 % interval where the number has one. It is
    association, not cause.
    """
    import json
    from contextlib import closing

    from cxtui import api
    from cxtui.cli.reviewing import desk_of, seen
    from cxtui.kpis.feeds.store_feed import PATIENCE_S
    from cxtui.kpis.lists.before_after import compare, table
    from cxtui.report.explained import list_lines
    from cxtui.report.review import before_after_document

    desk, zone = desk_of(store, writable=False)
    with closing(desk):
        named = {one.label: one.day for one in seen(desk).changes}
    if label not in named:
        there = ", ".join(named) or "none is named yet (cxtui review change add)"
        raise UsageError(f"no change is called {label[:60]!r}; there are: {there}")
    with api.open(store, at, patience=PATIENCE_S) as floor, floor.asking() as opened:
        found = compare(opened, label, named[label], metric or (), days)
    if format is OutputFormat.json:
        print(json.dumps(before_after_document(found), indent=2))
    else:
        print("\n".join(list_lines(table(found), zone)))
