"""Desk files as reports get them."""

from cxtui.desk import Acknowledged, Action, DeskState, Firing

AT = 1_775_000_000

VIEW = DeskState(
    firings=(
        Firing(1, "csat_down", "Satisfaction is down", AT, "81.0 % of 21, 90.0 % of 40", 3, None,
               Acknowledged("lead", AT + 60, "Ann", "2026-04-30", "read the comments")),
        Firing(2, "stale:mail\x1b[31m", "Data is old", AT + 5, "9 d", 1),
        Firing(3, "nps_down", "NPS is down", AT, "dealt with", 1, AT + 90),
    ),
    actions=(
        Action(1, "csat_down", "read the comments", "Ann", "2026-04-30", AT + 60),
        Action(2, None, "hire", "Bob", "2026-03-01", AT, AT + 70, "Bob"),
    ),
)  # fmt: skip
"""Two that stand, one of them acknowledged; one that was dealt with; an open action and one that is done."""
