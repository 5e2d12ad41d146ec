"""What webhooks told one follower: they end its rest, and are forgotten once its source was asked."""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence

HooksAnswered = Callable[[Sequence[int]], None]


class Waking:
    """Webhooks that wait to be acted on, each with the ticket that it named; threads may share it."""

    def __init__(self) -> None:
        self.answered: HooksAnswered = lambda hooks: None
        self._bell, self._lock = threading.Event(), threading.Lock()
        self._hooks: dict[int, str | None] = {}

    def __bool__(self) -> bool:
        """Return whether some wait."""
        return bool(self._hooks)

    def wake(self, hook: int, ticket: str | None) -> None:
        """Note that a webhook told of a ticket, and end the rest. ``answered`` is called once the source was asked."""
        with self._lock:
            self._hooks[hook] = ticket
        self._bell.set()

    def ring(self) -> None:
        """End the rest."""
        self._bell.set()

    def rest(self, seconds: float) -> None:
        """Wait for so long, or until it is rung."""
        if self._bell.wait(max(0.0, seconds)):
            self._bell.clear()

    def waiting(self) -> Mapping[int, str | None]:
        """Return those that wait."""
        with self._lock:
            return dict(self._hooks)

    def forget(self, hooks: Collection[int]) -> None:
        """Let go of webhooks that were acted on."""
        if not hooks:
            return
        with self._lock:
            for hook in hooks:
                self._hooks.pop(hook, None)
        self.answered(tuple(hooks))
