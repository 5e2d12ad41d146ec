"""``cxtui explain``: what a number means, what it says now, and what it is made of."""

from typing import Annotated

import typer

from cxtui.cli import completing
from cxtui.cli.examples import examples
from cxtui.cli.options import (
    AtOption,
    CohortOption,
    FilterOption,
    FormatOption,
    OutputFormat,
    PeriodOption,
    StoreOption,
)

EPILOG = examples(
    "cxtui explain",
    "cxtui explain service_level",
    "cxtui explain service_level --period 30d --filter channel:chat --units",
    "cxtui explain fcr --sql",
)


def explain(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="A number or a list. Default: all of them, a line each.",
            show_default=False,
            autocompletion=completing.numbers,
        ),
    ] = None,
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL behind it.")] = False,
    units: Annotated[bool, typer.Option("--units", help="List what it counts, with the tickets.")] = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many units.")] = 50,
    period: PeriodOption = None,
    where: FilterOption = None,
    cohort: CohortOption = False,
    at: AtOption = None,
    store: StoreOption = None,
    format: FormatOption = OutputFormat.text,
) -> None:
    """Say what a number means, and what it is now.

    Definition, norm, value with n, waiting and excluded, period, zone and age. Without a store there are only
    the words.
    """
    from cxtui.cli.explaining import ExplainRequest, run

    run(
        ExplainRequest(
            name=name,
            sql=sql,
            units=units,
            limit=limit,
            period=period,
            where=tuple(where or ()),
            cohort=cohort,
            at=at,
            store=store,
            as_json=format is OutputFormat.json,
        )
    )
