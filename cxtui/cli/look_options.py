"""The options of commands that draw: those of a user's settings, each declared once, with its setting."""

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any

import typer

from cxtui.cli import completing
from cxtui.settings.looks import Looks, user_settings
from cxtui.settings.user import LookOption

ChosenLooks = Mapping[str, Any]
"""What the command line asks for, by the field of Looks."""

_OFFERED = {"theme": completing.themes, "language": completing.languages}
"""What a shell offers for an option, by the field of Looks."""

CHOSEN = "chosen"
"""The parameter in whose place the options stand."""


def with_looks(
    *, everywhere: bool = False, kind: type[Looks] = Looks
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Return what gives a command the options of a user's settings, in the place of its parameter ``chosen``.

    The command gets a mapping of what was asked for, by the field of Looks; all else is left to the user's own file.
    ``everywhere`` leaves out the options that only make sense where somebody sits.
    """
    options = {
        field: one.option
        for field, one in user_settings(kind).items()
        if one.option is not None and (one.option.everywhere or not everywhere)
    }

    def decorate(command: Callable[..., int]) -> Callable[..., int]:
        @wraps(command)
        def run(**given: Any) -> int:
            chosen = {field: _chosen(option, given.pop(field)) for field, option in options.items()}
            given[CHOSEN] = {field: value for field, value in chosen.items() if value is not None}
            return command(**given)

        parameters: list[Parameter] = []
        shape = signature(command)
        for one in shape.parameters.values():
            parameters += [one] if one.name != CHOSEN else [_parameter(*pair) for pair in options.items()]
        run.__signature__ = shape.replace(parameters=parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        return run

    return decorate


def _parameter(field: str, option: LookOption) -> Parameter:
    if option.metavar is None:
        switch = Annotated[bool, typer.Option(option.flag, help=option.help)]
        return Parameter(field, Parameter.POSITIONAL_OR_KEYWORD, default=False, annotation=switch)
    takes = typer.Option(
        option.flag,
        metavar=option.metavar,
        help=option.help,
        show_default=False,
        autocompletion=_OFFERED.get(field),
    )
    return Parameter(field, Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=Annotated[str | None, takes])


def _chosen(option: LookOption, given: object) -> object | None:
    """Return what an option asks for, None where it was not given."""
    if option.metavar is None:
        return option.gives if given else None
    return given
