"""What can go wrong with a followed source, by what is to be done about it."""

from cxtui.errors import SourceError


class FeedError(SourceError):
    """A look that failed and is tried again, not before ``after_s`` seconds where the source said so."""

    def __init__(self, message: str, after_s: float | None = None) -> None:
        super().__init__(message)
        self.after_s = after_s


class FeedRefused(FeedError):
    """The source does not let us in: somebody has to act. ``short`` is what fits into a header."""

    def __init__(self, message: str, short: str) -> None:
        super().__init__(message)
        self.short = short


class FeedThrottled(FeedError):
    """The source wants fewer questions, or is busy."""


class FeedEnded(FeedError):
    """There will be nothing more, as at the end of an input."""


class FeedStopped(Exception):
    """The follower was asked to end while it waited."""
