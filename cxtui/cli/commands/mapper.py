"""``cxtui map``: a mapping drafted for a file that nobody has described."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxtui.cli.examples import examples
from cxtui.cli.look_options import ChosenLooks, with_looks
from cxtui.cli.options import DatesOption, StoreOption

if TYPE_CHECKING:
    from cxtui.sources.drafting.draft import Draft
    from cxtui.sources.drafting.sketch import Sketch
    from cxtui.sources.drafting.trying import Trial
    from cxtui.sources.recognising import Fit

EPILOG = examples(
    "cxtui map tickets.csv",
    "cxtui map tickets.csv -o desk.toml",
    "cxtui map tickets.xlsx -o desk.toml --zone Europe/Warsaw",
)


@with_looks()
def draft_mapping(
    path: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to, without a screen. Default: the screen on a terminal, else stdout.",
            show_default=False,
        ),
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option("--zone", metavar="ZONE", help="Zone of times that name none, such as Europe/Warsaw."),
    ] = None,
    dates: DatesOption = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    store: StoreOption = None,
    *,
    chosen: ChosenLooks,
) -> int:
    """Draft a mapping for a file: what its columns are, by their names and their cells.

    On a terminal it opens as a screen to correct, save and import; with -o, or where the output goes elsewhere, it is
    written.

    Names are known in English, German, Polish, Russian, Spanish, Portuguese and French; words of statuses, priorities
    and channels are sorted into ours. Every line says why, with three cells. Then it is tried, nothing is written to
    a store, and what will be known, what not and the first rows that cannot be read are shown.
    """
    from cxtui.clock import zone_info
    from cxtui.errors import UsageError
    from cxtui.sources.drafting.sketch import sketch

    if zone:
        zone_info(zone)
    if output and output.exists() and not force:
        raise UsageError(f"{output}: is there already; name another file, or add --force to write over it")
    found = sketch(path, zone, dates.value if dates else None)
    if output is None and _on_terminal():
        return _on_screen(found, store, chosen)
    _written(found, output)
    return 0


def _on_terminal() -> bool:
    """Return whether somebody sits before a terminal on which a screen can be drawn."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(one.isatty() for one in streams) and os.environ.get("TERM") not in ("dumb", "unknown")


def _on_screen(found: "Sketch", store: Path | None, chosen: ChosenLooks) -> int:
    """Let a person correct the mapping, and import the file if that is wanted."""
    from cxtui.cli.commands.importer import import_files
    from cxtui.console.mapping.run import map_on_screen
    from cxtui.store.paths import store_path

    fit = _recognised(found.path)
    helpdesk = fit.product if fit else ""
    code, outcome = map_on_screen(found, Path("desk.toml"), store_path(store), chosen, helpdesk)
    if outcome.saved:
        print(f"{outcome.saved}: the mapping is saved")
    if code == 0 and outcome.wanted:
        import_files([found.path], mapping=str(outcome.saved), store=store)
    return code


def _written(found: "Sketch", output: Path | None) -> None:
    from cxtui.errors import SourceError
    from cxtui.sources.drafting.draft import finished
    from cxtui.sources.drafting.trying import tried

    path = found.path
    made = finished(found, output.stem if output else "desk")
    _write(made, output)
    shown = [*_known(path), *_report(path, made, output)]
    try:
        shown += _trial(tried(made.mapping, [path]))
    except SourceError as error:
        shown += ["", f"tried: {error}"]
    typer.echo("\n".join(shown), err=output is None)


def _recognised(path: Path) -> "Fit | None":
    from cxtui.errors import SourceError
    from cxtui.sources.recognising import recognised

    try:
        return recognised([path])
    except SourceError:
        return None


def _known(path: Path) -> list[str]:
    """Return that a file needs no mapping, where it is the export of a helpdesk that is known."""
    fit = _recognised(path)
    if fit is None:
        return []
    return [
        f"this is an export of {fit.product} ({fit.reason()}): cxtui import {path} reads it as {fit.mapping.name}",
        "",
    ]


def _write(made: "Draft", output: Path | None) -> None:
    from cxtui.errors import UsageError

    if output is None:
        print(made.toml, end="")
        return
    try:
        output.write_text(made.toml, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror or error}") from None


def _report(path: Path, made: "Draft", output: Path | None) -> list[str]:
    from cxtui.text.plain import safe

    lines = [f"{safe(str(output))}: a mapping for {safe(path.name)}" if output else f"a mapping for {safe(path.name)}"]
    lines += [f"  {one.role:<18} {safe(one.column)}  ({safe(one.reason)})" for one in made.guesses]
    unsure = made.toml.count("NOT SURE")
    if unsure:
        lines.append(f"not sure   {unsure} line{'' if unsure == 1 else 's'}, marked NOT SURE in it")
    lines.append("known      " + ", ".join(f"{one.what} ({one.how})" for one in made.promises if one.how))
    lines += [f"  –        {one.what}: needs {one.needs}" for one in made.promises if not one.how]
    return lines


def _trial(trial: "Trial") -> list[str]:
    from cxtui.text.plain import safe

    lines = [f"tried      {trial.rows:,} rows, {trial.rejected:,} rejected; nothing was written"]
    lines.append("tables     " + ", ".join(f"{name} {n:,}" for name, n in trial.tables))
    lines += [f"  {n:>8,}  {safe(reason)}" for reason, n in trial.doubts]
    for one in trial.rejects:
        column = f", column {safe(one.column)}" if one.column else ""
        value = f": {safe(one.value[:80])!r}" if one.value is not None else ""
        lines.append(f"  line {one.line}{column}{value}: {safe(one.reason)}")
    return lines
