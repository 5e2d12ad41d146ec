"""``cxtui map``: a mapping drafted for a file that nobody has described."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxtui.cli.examples import examples

if TYPE_CHECKING:
    from cxtui.importing.trying import Trial
    from cxtui.sources.drafting.draft import Draft

EPILOG = examples(
    "cxtui map tickets.csv -o desk.toml",
    "cxtui map tickets.xlsx -o desk.toml --zone Europe/Warsaw",
)


def draft_mapping(
    path: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to. Default: stdout.", show_default=False),
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option("--zone", metavar="ZONE", help="Zone of times that name none, such as Europe/Warsaw."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Draft a mapping for a file: what its columns are, by their names and their cells.

    Names are known in English, German, Polish, Russian, Spanish, Portuguese and French; words of statuses, priorities
    and channels are sorted into ours. Every line says why, with three cells. Then it is tried, nothing is written to
    a store, and what will be known, what not and the first rows that cannot be read are shown.
    """
    from cxtui.clock import zone_info
    from cxtui.errors import SourceError, UsageError
    from cxtui.importing.trying import tried
    from cxtui.sources.drafting.draft import draft

    if zone:
        zone_info(zone)
    if output and output.exists() and not force:
        raise UsageError(f"{output}: is there already; name another file, or add --force to write over it")
    made = draft(path, zone, output.stem if output else "desk")
    _write(made, output)
    shown = [*_known(path), *_report(path, made, output)]
    try:
        shown += _trial(tried(made.mapping, [path]))
    except SourceError as error:
        shown += ["", f"tried: {error}"]
    typer.echo("\n".join(shown), err=output is None)


def _known(path: Path) -> list[str]:
    """Return that a file needs no mapping, where it is the export of a helpdesk that is known."""
    from cxtui.errors import SourceError
    from cxtui.sources.recognising import recognised

    try:
        fit = recognised([path])
    except SourceError:
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
