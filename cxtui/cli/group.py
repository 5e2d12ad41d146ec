"""Groups for which no command means one of theirs."""

from typing import Any

from typer.core import TyperGroup

OWN_OPTIONS = frozenset({"--help", "--version", "--install-completion", "--show-completion", "-h"})


class _ByDefault(TyperGroup):
    """A group that puts the name of its ``usual`` command before arguments that name none."""

    usual = ""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the usual command before arguments that name no command."""
        first = args[0] if args else ""
        if not ctx.resilient_parsing and (not args or (first.startswith("-") and first not in OWN_OPTIONS)):
            args = [self.usual, *args]
        return super().parse_args(ctx, args)


class ConsoleByDefault(_ByDefault):
    """A group in which ``cxtui`` and ``cxtui --store FILE`` stand for ``cxtui console …``."""

    usual = "console"


class TriggersByDefault(_ByDefault):
    """A group in which ``cxtui review`` and ``cxtui review --at INSTANT`` stand for ``cxtui review triggers …``."""

    usual = "triggers"


class FollowByDefault(_ByDefault):
    """A group in which ``cxtui follow`` and ``cxtui follow NAME`` stand for ``cxtui follow run …``."""

    usual = "run"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the usual command before what is the name of a source."""
        if args and not args[0].startswith("-") and args[0] not in self.commands and not ctx.resilient_parsing:
            args = [self.usual, *args]
        return super().parse_args(ctx, args)
