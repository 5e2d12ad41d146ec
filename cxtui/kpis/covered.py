"""A number as it is shown: with its norm, and with what a store does not cover of its period."""

from cxtui.kpis.definitions.model import Definition
from cxtui.kpis.floor import Metric
from cxtui.kpis.norms import judge
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.value import Value
from cxtui.language import lazy_joined


def metric(
    definition: Definition,
    value: Value,
    within: Scope,
    *,
    as_of: int,
    norm: float | None,
    missing: str | None,
    previous: float | None = None,
) -> Metric:
    """Return a number beside its norm; its note says which part of the period is covered, and what exports hide.

    ``within`` is what is covered in the period, ``missing`` what lacks for there to be a value at all.
    """
    partly = None if missing else within.partly(definition.needs, definition.also)
    unseen = None if value.value is None else within.unseen(definition.passing)
    stated = None if value.value is None else within.stated_targets(*definition.stated_targets)
    if "clocks" in definition.needs and value.value is not None and (lack := within.unseen_clocks()):
        # Of promises of several kinds those that are seen are counted; that none of them broke tells nothing.
        value, missing, unseen = (value, missing, lack) if value.value else (Value(None, 0), lack, None)
    said = [one for one in (partly, unseen, stated) if one]
    note = lazy_joined([value.note, *said] if value.note else said) if said else value.note
    return Metric(
        name=definition.name,
        value=value.value,
        unit=definition.unit,
        as_of=as_of,
        n=value.n,
        waiting=value.waiting,
        previous=previous,
        target=norm,
        better=definition.better,
        state=judge(value.value, norm, definition.better),
        approximate=value.approximate,
        at_least=value.at_least or unseen is not None,
        missing=missing,
        low=value.low,
        high=value.high,
        note=note,
    )
