"""``cxtui import``: files into the store."""

import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from cxtui.cli.examples import examples
from cxtui.cli.options import DatesOption, FormatOption, OutputFormat, StoreOption
from cxtui.errors import UsageError

if TYPE_CHECKING:
    from cxtui.importing.piped import Piped
    from cxtui.importing.summary import Summary

EPILOG = examples(
    "cxtui import tickets-export.csv",
    "cxtui import incident_event_log.csv.gz --as servicenow-log --zone UTC",
    "cxtui import tickets.parquet --as my-mapping.toml --dry-run",
    "cxtui import tickets-tuesday.csv --as desk.toml --full",
    "cxtui import export/ --as canonical",
    "tap-zendesk --config tap.json | cxtui import - --as singer --source zendesk",
)


SINGER_ABOUT = "what a Singer tap or an Airbyte connector writes, by its streams (docs/follow.md)"


class ImportCommand(TyperCommand):
    """The import command, whose help ends with the mappings that there are; reading them waits until then."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return what the usage line shows after the name of the command."""
        return ["PATH...", "[OPTIONS]"]

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the packaged mappings, those of other packages, and the examples."""
        from cxtui.sources import packaged
        from cxtui.sources.installed import others

        with formatter.section("Packaged mappings"):
            formatter.write_dl([*packaged().items(), ("singer", SINGER_ABOUT)])
        found = others()
        if found:
            with formatter.section("Mappings of other packages"):
                formatter.write_dl(list(found.items()))
        super().format_epilog(ctx, formatter)


def _mappings(incomplete: str) -> list[tuple[str, str]]:
    from cxtui.sources import packaged
    from cxtui.sources.installed import others

    known = {**others(), **packaged()}
    return [(name, about) for name, about in known.items() if name.startswith(incomplete)]


MappingOption = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="NAME",
        help="How to read the columns: a packaged mapping (below) or a TOML file of your own. Default: the one whose "
        "columns the files have.",
        show_default=False,
        autocompletion=_mappings,
    ),
]
SourceOption = Annotated[
    str | None,
    typer.Option(
        "--source",
        metavar="NAME",
        help="Name of this origin, which keeps two helpdesks apart. Default: the mapping's.",
        show_default=False,
    ),
]
ZoneOption = Annotated[
    str | None,
    typer.Option(
        "--zone",
        metavar="ZONE",
        help="Zone of local times where the mapping fixes none, such as Europe/Warsaw.",
        show_default=False,
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="INSTANT",
        help="Leave out what happened after this instant, read in --zone, else in the store's zone.",
        show_default=False,
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="INSTANT",
        help="When the files were exported, read as --until is. Default: the newest time of something that happened "
        "in them.",
        show_default=False,
    ),
]


def import_files(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", hidden=True, show_default=False)],
    mapping: MappingOption = None,
    source: SourceOption = None,
    zone: ZoneOption = None,
    dates: DatesOption = None,
    until: UntilOption = None,
    as_of: AsOfOption = None,
    full: Annotated[
        bool, typer.Option("--full", help="The files hold every ticket there is: name those that are no longer there.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check everything, write nothing.")] = False,
    store: StoreOption = None,
    format: FormatOption = OutputFormat.text,
) -> None:
    """Import files into the store, as one batch or not at all.

    A PATH is a file (CSV, TSV, JSON, XLSX, XLS, ODS, Parquet, gzip or zip too) or a folder of tables, - standard
    input. Of what a tap writes there the last STATE goes to stdout once all before it is in the store. The same
    file twice changes nothing; rows that cannot be right are counted and kept aside with line and reason (see
    cxtui store rejects). The summary goes to stdout, progress to stderr.
    """
    from cxtui.cli.instants import zone_of
    from cxtui.cli.interrupts import interruptible
    from cxtui.cli.progress import stages
    from cxtui.clock import parse_instant
    from cxtui.store.paths import store_path

    path = store_path(store)
    shown = zone or zone_of(path, mapping)
    until_at, as_of_at = (parse_instant(one, shown) if one else None for one in (until, as_of))
    with interruptible("the store is as it was"), stages() as stage:
        from cxtui.importing.piped import STDIN, Piped, run_piped
        from cxtui.importing.run import Request, run

        request = Request(
            paths=tuple(paths),
            mapping=mapping,
            source=source,
            zone=zone,
            until=until_at,
            dry_run=dry_run,
            as_of=as_of_at,
            full=full,
            dates=dates.value if dates else None,
        )
        if STDIN in paths:
            if len(paths) > 1:
                raise UsageError("-: standard input is imported alone; name no other file beside it")
            piped = run_piped(path, request, sys.stdin.buffer, stage)
        else:
            piped = Piped(run(path, request, stage))
    if piped.of_tap:
        _answer_tap(piped, format, shown, dry_run)
        return
    assert piped.summary is not None
    _print(piped.summary, format, shown, hints=not dry_run)
    if format is OutputFormat.text and not dry_run:
        from cxtui.cli.looking_at import how_to_look
        from cxtui.clock import now

        print(how_to_look(path, store, shown, now()))


def _answer_tap(piped: "Piped", format: OutputFormat, zone: str, dry_run: bool) -> None:
    """Print the state from which the tap can go on, now that all before it is in the store; the summary to stderr."""
    with redirect_stdout(sys.stderr):
        if piped.summary is not None:
            _print(piped.summary, format, zone, hints=not dry_run)
        else:
            print("no record came; the store stays as it is")
    if piped.state is not None and not dry_run:
        import json

        print(json.dumps(piped.state), flush=True)


def _print(summary: "Summary", format: OutputFormat, zone: str, hints: bool) -> None:
    """Print what an import changed, its times in a zone; ``hints`` say where more is to be seen."""
    if format is OutputFormat.json:
        import json

        print(json.dumps(summary.document(), indent=2))
        return
    print("\n".join(summary.lines(zone)))
    if summary.rejected and hints:
        print("           cxtui store rejects shows them")
