"""The examples at the end of a command's help."""


def examples(*lines: str) -> str:
    """Return an epilog that shows command lines as they are typed."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
