"""``cxtui store rejects``: rows that an import refused."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cxtui.cli.examples import examples
from cxtui.cli.options import StoreOption

EPILOG = examples("cxtui store rejects", "cxtui store rejects --run 3 --format csv > refused.csv")


class RejectsFormat(StrEnum):
    """How refused rows are written."""

    text = "text"
    csv = "csv"


def rejects(
    run: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="The import (see cxtui store info). Default: the newest with any.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="At most so many rows.", show_default=False)
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            metavar="FILE",
            help="The imported file: shows its refused rows again from it, those that are not kept too.",
            show_default=False,
        ),
    ] = None,
    store: StoreOption = None,
    format: Annotated[RejectsFormat, typer.Option("--format", help="csv has the whole row too.")] = RejectsFormat.text,
) -> None:
    """Print the rows that an import refused, with line and reason.

    Of each reason the first 1,000 rows of an import are kept; the others are counted, and --file finds them.
    """
    from dataclasses import replace
    from itertools import islice

    from cxtui.report import rejected
    from cxtui.store.paths import store_path
    from cxtui.store.rejects import read

    found = read(store_path(store), run, limit if file is None else None)
    if file is not None:
        from cxtui.importing.refused import from_file

        found = replace(found, rows=tuple(islice(from_file(found, file), limit)))
    if format is RejectsFormat.csv:
        rejected.write_csv(found.rows, sys.stdout)
    else:
        print("\n".join(rejected.lines(found)))
