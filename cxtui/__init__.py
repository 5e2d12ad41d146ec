"""A live view of a support floor in a terminal, and in Python: ``cxtui.open`` (docs/python.md)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxtui.api import ListResult, MetricValue, OpenFloor, ResultColumn, UnitResult, open

__all__ = ["ListResult", "MetricValue", "OpenFloor", "ResultColumn", "UnitResult", "__version__", "open"]

__version__ = "0.1.0"


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return what Python may ask for; it is loaded then, so that commands start fast."""
        if name in __all__:
            from cxtui import api

            return getattr(api, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
