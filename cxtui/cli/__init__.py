"""The command line: one small module a command; what is heavy is loaded only by the command that needs it."""

from cxtui.cli.main import main

__all__ = ["main"]
