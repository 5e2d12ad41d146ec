"""First responses of a local day until an instant: what was answered, and how long the others have waited."""

from bisect import bisect_left, insort
from typing import NamedTuple

from cxtui.kpis.question.moment import Moment
from cxtui.kpis.reading.kept import Kept
from cxtui.store.read import Transaction


class Waits(NamedTuple):
    """Whole seconds, ascending: ``replies`` of the day; of tickets created on the day, ``answered`` and ``waiting``.

    ``replies`` are times to the first response of tickets first answered on the day, whenever created;
    ``waiting`` the time to the instant from where the wait of a ticket began that nobody has answered by then.
    """

    replies: list[int]
    answered: list[int]
    waiting: list[int]


class WaitsReader:
    """Reads a day's waits, of which it keeps those of closed quarter hours while their counts stand."""

    def __init__(self, keep_s: float) -> None:
        self._closed: Kept[Waits] = Kept(keep_s)

    def forget(self) -> None:
        """Forget what was kept: the store is another one now."""
        self._closed.forget()

    def read(self, tx: Transaction, moment: Moment, created: int, replied: int) -> Waits:
        """Return the waits at a moment.

        ``created`` and ``replied`` are the counts of the day's closed quarters, by which late rows are noticed.
        """
        key = (moment.day_start, moment.quarter, created, replied)
        return _until(tx, moment, self._closed.get(key, lambda: _closed(tx, moment)))


def read(tx: Transaction, moment: Moment) -> Waits:
    """Return the waits at a moment, keeping nothing."""
    return _until(tx, moment, _closed(tx, moment))


def _closed(tx: Transaction, moment: Moment) -> Waits:
    """Return the waits just before the running quarter; ``waiting`` holds when waits began, ascending."""
    start, end = moment.day_start, moment.quarter
    replies = sorted(s for _, s in tx.rows("replies_between", from_at=start, to_at=end - 1))
    answered, waiting = [], []
    for begun, reply_s in tx.rows("waits_created_between", from_at=start, to_at=end - 1):
        if reply_s is not None and begun + reply_s < end:
            answered.append(reply_s)
        else:
            waiting.append(begun)
    return Waits(replies, sorted(answered), sorted(waiting))


def _until(tx: Transaction, moment: Moment, closed: Waits) -> Waits:
    """Return the waits at the moment from those before its quarter."""
    replies, answered, still = list(closed.replies), list(closed.answered), list(closed.waiting)
    span = {"day_start": moment.day_start, "from_at": moment.quarter, "to_at": moment.at}
    for before, begun in tx.rows("waits_begun_anew", **span):
        if before is not None:
            del still[bisect_left(still, before)]
        insort(still, begun)
    replies += (s for _, s in tx.rows("replies_between", from_at=moment.quarter, to_at=moment.at))
    for begun, reply_s in tx.rows("waits_answered_between", **span):
        place = bisect_left(still, begun)
        if place < len(still) and still[place] == begun:
            del still[place]
            answered.append(reply_s)
    for begun, reply_s in tx.rows("waits_created_between", from_at=moment.quarter, to_at=moment.at):
        if reply_s is not None and begun + reply_s <= moment.at:
            answered.append(reply_s)
        else:
            insort(still, begun)
    # Both are runs that are sorted already and a short rest, which sort() takes as they are.
    replies.sort()
    answered.sort()
    return Waits(replies, answered, [moment.at - begun for begun in reversed(still)])
