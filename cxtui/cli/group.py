"""The group of all commands, for which no command means the console."""

from typing import Any

from typer.core import TyperGroup

OWN_OPTIONS = frozenset({"--help", "--version", "--install-completion", "--show-completion", "-h"})


class ConsoleByDefault(TyperGroup):
    """A group in which ``cxtui`` and ``cxtui --store FILE`` stand for ``cxtui console …``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put ``console`` before arguments that name no command."""
        first = args[0] if args else ""
        if not ctx.resilient_parsing and (not args or (first.startswith("-") and first not in OWN_OPTIONS)):
            args = ["console", *args]
        return super().parse_args(ctx, args)
