"""Reading a Floor from a store: named queries in, one immutable picture out."""

from cxtui.kpis.reading.feed import StoreFeed

__all__ = ["StoreFeed"]
