"""``cxtui export``: numbers, lists and records for other programs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cxtui.cli import completing
from cxtui.cli.examples import examples
from cxtui.cli.options import AtOption, CohortOption, FilterOption, PeriodOption, StoreOption

EPILOG = examples(
    "cxtui export metrics --format openmetrics",
    "cxtui export service_level --period 30d --by channel --format json",
    "cxtui export csat --period 30d --compare previous",
    "cxtui export responses > waiting.csv",
    "cxtui export tickets --period 2016-03 --filter 'channel:email !priority:low' -o march.parquet --format parquet",
    "cxtui export canonical -o backup --format parquet",
)


class ExportFormat(StrEnum):
    """How an export is written."""

    csv = "csv"
    json = "json"
    parquet = "parquet"
    openmetrics = "openmetrics"


class CompareOption(StrEnum):
    """With which earlier period numbers are compared."""

    previous = "previous"
    weekday = "weekday"


def export(
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="A number (cxtui explain lists them) or metrics for all of them; a pane: volume, responses, agents, "
            "escalations; a list; tickets, events; or canonical, the whole store as tables to import again.",
            autocompletion=completing.exports,
        ),
    ],
    format: Annotated[
        ExportFormat | None,
        typer.Option("--format", help="How to write it. Default: csv, and parquet for canonical.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to. Default: stdout.", show_default=False),
    ] = None,
    period: PeriodOption = None,
    where: FilterOption = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="DIMENSION",
            help="Numbers by channel, team, priority, tier, agent or source.",
            show_default=False,
            autocompletion=completing.dimensions,
        ),
    ] = None,
    compare: Annotated[
        CompareOption | None,
        typer.Option(
            "--compare",
            help="Numbers with those of the period before, or of the same weekdays before it, up to the same time.",
            show_default=False,
        ),
    ] = None,
    cohort: CohortOption = False,
    at: AtOption = None,
    store: StoreOption = None,
) -> None:
    """Write numbers, panes, lists, tickets or events as CSV, JSON, Parquet or OpenMetrics.

    Instants are UTC epoch seconds, durations seconds, rates between 0 and 1. In CSV a text that a spreadsheet
    would take for a formula begins with an apostrophe.
    """
    from cxtui.cli.exported import ExportRequest, run

    written = format.value if format else "parquet" if what == "canonical" else "csv"
    run(
        ExportRequest(
            what=what,
            format=written,
            output=output,
            period=period,
            where=tuple(where or ()),
            by=by,
            cohort=cohort,
            at=at,
            store=store,
            compare=compare and compare.value,
        )
    )
