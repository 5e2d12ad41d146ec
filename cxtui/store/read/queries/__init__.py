"""The queries of readers, one a ``.sql`` file."""

from functools import cache
from importlib.resources import files

from cxtui.facts.sentinels import with_numbers


@cache
def query(name: str) -> str:
    """Return the text of ``NAME.sql``; raises LookupError if there is none."""
    try:
        return with_numbers(files(__name__).joinpath(f"{name}.sql").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LookupError(f"there is no query {name}.sql in {__name__}") from None
