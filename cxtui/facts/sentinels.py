"""Numbers that stand for no real instant or place in an order: one name for each role, in SQL written ``:no_end``."""

import re

from cxtui.clock import FAR

SENTINELS = {
    # Where a span ends that has no end yet, so that ranges need no NULL.
    "no_end": FAR,
    # When something happened that did not, where it is compared with what did.
    "never": FAR,
    # Before all that can have happened.
    "before_all": -FAR,
    # Added to the seq of a state log's rows: in one second they come behind all events, which are counted from 1.
    "log_seq": 1_000_000_000_000,
    # The place behind all that happened in one second.
    "last_seq": 9_000_000_000_000_000_000,
}

_NAME = re.compile(rf":({'|'.join(SENTINELS)})\b")


def with_numbers(sql: str) -> str:
    """Return SQL with the number of each sentinel in the place of its name, as every engine can read it."""
    return _NAME.sub(lambda name: str(SENTINELS[name[1]]), sql)
