"""Options that several commands share, each declared once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cxtui.cli import completing


class OutputFormat(StrEnum):
    """How a command writes what it found."""

    text = "text"
    json = "json"


class DatesAsWritten(StrEnum):
    """Which of day and month comes first in a date such as 03/04/2026."""

    day_first = "day-first"
    month_first = "month-first"


DatesOption = Annotated[
    DatesAsWritten | None,
    typer.Option("--dates", help="How to read dates like 03/04/2026 where no cell tells.", show_default=False),
]
StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="FILE",
        help="The store. Default: CXTUI_STORE, else floor.db in the platform's data folder (see cxtui paths).",
        show_default=False,
    ),
]
AtOption = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="INSTANT",
        help='Show the floor as of an instant, such as "2016-03-31 23:59" (in the store\'s zone), '
        "2016-03-31T23:59Z or -2h. Default: now.",
        show_default=False,
    ),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Say what would go, and write nothing.")]
FormatOption = Annotated[OutputFormat, typer.Option("--format", help="How to write the answer.")]
DebugOption = Annotated[
    bool, typer.Option("--debug", help="Show bytes and repaints a second, CPU and memory in the header.")
]
ScreenOption = Annotated[
    str | None,
    typer.Option(
        "--screen",
        metavar="SCREEN",
        help="Which screen to begin with: 1 to 7, or a name such as agents.",
        show_default=False,
        autocompletion=completing.screens,
    ),
]
PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help="today, yesterday, 7d, 30d, quarter, 2016-03, 2016-q1, 2016-03-01..2016-03-31, or two instants with .. "
        "between. Default: the number's own.",
        show_default=False,
    ),
]
FilterOption = Annotated[
    list[str] | None,
    typer.Option(
        "--filter",
        metavar="FILTER",
        help='Which count, such as "team:billing channel:chat,email !priority:low"; also tier, agent, source; none '
        "stands for no value, other words are looked for in ticket, subject and customer.",
        show_default=False,
        autocompletion=completing.filters,
    ),
]
CohortOption = Annotated[
    bool, typer.Option("--cohort", help="The period is that of the tickets' creation, not of the outcomes.")
]
