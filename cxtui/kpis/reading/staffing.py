"""The staffing hint: what the channels that are answered at once need, by arrivals and handle times of now."""

import json

from cxtui.clock import DAY, QUARTER
from cxtui.kpis.question.moment import Moment, Scope
from cxtui.kpis.staffing import Hint, Need, need
from cxtui.language import N_
from cxtui.settings import StoreSettings, Target
from cxtui.store.read import Transaction

AT_ONCE_S = 600
"""A channel whose first response is due in less than so many seconds is staffed for its queue."""

HANDLED_DAYS = 7
GOAL = 0.8
"""Share to be answered within the target, where the settings have no norm for the service level."""

NO_CHANNEL = N_("no channel has a first-response target under 10 minutes: set one with cxtui store configure FILE.toml")
NO_HANDLE = N_("no handle times of its last seven days: import a handle table (talk, hold, wrap or work)")


def read(tx: Transaction, moment: Moment, scope: Scope) -> Hint:
    """Return the hint as of a moment: arrivals of the last four whole quarter hours, handle times of seven days."""
    to_at = moment.quarter
    from_at = to_at - 4 * QUARTER
    targets = at_once(scope.settings, moment.at)
    if not targets:
        return Hint(from_at=from_at, to_at=to_at, missing=NO_CHANNEL)
    handled_from = moment.at - HANDLED_DAYS * DAY
    came: dict[str, int] = dict(tx.rows("staffing_arrivals", from_at=from_at, to_at=to_at))
    spent = {
        channel: (contacts, seconds)
        for channel, contacts, seconds in tx.rows(
            "staffing_handled",
            from_at=handled_from,
            to_at=moment.at,
            channels=json.dumps(sorted(targets)),
        )
    }
    goal = min(scope.settings.norms.get("service_level", GOAL), 0.999)
    needs = []
    for channel, within_s in targets.items():
        contacts, (handled, seconds) = came.get(channel, 0), spent.get(channel, (0, 0))
        if handled:
            needs.append(need(channel, contacts, seconds / handled, handled, within_s, goal))
        else:
            needs.append(
                Need(
                    channel=channel,
                    contacts=contacts,
                    handle_s=None,
                    handled=0,
                    within_s=within_s,
                    goal=goal,
                    missing=NO_HANDLE,
                )
            )
    return Hint(tuple(needs), from_at, to_at, handled_from)


def at_once(settings: StoreSettings, at: int) -> dict[str, int]:
    """Return the channels that are answered at once at an instant, with the target in seconds of ordinary contacts.

    Of several targets of a channel the least narrowed one is its ordinary one.
    """
    ordinary: dict[str, Target] = {}
    for target in settings.targets_at(at):
        if target.metric == "first_response" and target.channel is not None:
            before = ordinary.get(target.channel)
            # Equally narrow ones stand in the order in which they apply.
            if before is None or target.specificity < before.specificity:
                ordinary[target.channel] = target
    return {channel: t.within_s for channel, t in sorted(ordinary.items()) if t.within_s < AT_ONCE_S}
