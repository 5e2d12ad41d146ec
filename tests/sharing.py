"""What tests share although the product works it out for each store anew, since it is the same and takes long."""

from collections.abc import Mapping

import pytest

from cxtui.calendars import Calendar
from cxtui.facts.reference import ReferenceRow
from cxtui.settings import StoreSettings
from cxtui.store import reference

Rows = dict[str, list[ReferenceRow]]
KEPT = 40
"""Sets of reference tables that are kept at once: some 2 MB each."""


def share_reference_rows(patch: pytest.MonkeyPatch) -> None:
    """Work out opening hours and local days once for the same settings, calendars and span.

    They follow from these alone; hundreds of stores of the tests cover the present by the packaged settings.
    """
    known: dict[tuple[object, ...], Rows] = {}
    work_out = reference.rows

    def rows(settings: StoreSettings, calendars: Mapping[str, Calendar], span: tuple[int, int]) -> Rows:
        asked = (repr(settings), tuple(calendars.items()), span)
        if asked not in known:
            if len(known) == KEPT:
                del known[next(iter(known))]
            known[asked] = work_out(settings, calendars, span)
        return {name: list(some) for name, some in known[asked].items()}

    patch.setattr(reference, "rows", rows)
