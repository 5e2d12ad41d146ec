"""Made-up incident event logs in the shape of ServiceNow's: one row an update, 36 columns."""

import csv
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

HEAD = (
    "number", "incident_state", "active", "reassignment_count", "reopen_count", "sys_mod_count", "made_sla",
    "caller_id", "opened_by", "opened_at", "sys_created_by", "sys_created_at", "sys_updated_by", "sys_updated_at",
    "contact_type", "location", "category", "subcategory", "u_symptom", "cmdb_ci", "impact", "urgency", "priority",
    "assignment_group", "assigned_to", "knowledge", "u_priority_confirmation", "notify", "problem_id", "rfc",
    "vendor", "caused_by", "closed_code", "resolved_by", "resolved_at", "closed_at",
)  # fmt: skip

_START = datetime(2016, 2, 29, tzinfo=UTC)
_WAITING = ("Awaiting User Info", "Awaiting Vendor", "Awaiting Problem", "-100", "Active", "Active", "Active")
_LEVELS = ("1 - High", "2 - Medium", "3 - Low")
_PRIORITIES = ("1 - Critical", "2 - High", "3 - Moderate", "3 - Moderate", "4 - Low")


def incident_log(path: Path, incidents: int, seed: int = 7) -> Path:
    """Write the log of a number of incidents, some 8 rows each, and return its path; the same seed, the same bytes."""
    rng = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEAD)
        for number in range(incidents):
            out.writerows(_incident(rng, number, incidents))
    return path


def _incident(rng: random.Random, number: int, incidents: int) -> Iterator[list[str]]:
    opened = _START + timedelta(minutes=rng.randrange(120 * 24 * 60))
    steps = _steps(rng)
    moments = [opened + timedelta(minutes=rng.randrange(9))]
    for _ in steps[1:]:
        moments.append(moments[-1] + timedelta(minutes=int(rng.lognormvariate(4, 2)) * rng.randrange(3)))
    solved = moments[max(i for i, step in enumerate(steps) if step in ("Resolved", "Closed"))]
    caller, opener = f"Caller {rng.randrange(max(2, incidents // 5))}", f"Opened by  {rng.randrange(200)}"
    category, place = f"Category {rng.randrange(50)}", f"Location {rng.randrange(200)}"
    channel = rng.choice(("Phone", "Phone", "Phone", "Email", "Self service", "IVR", "Direct opening"))
    priority, group, agent = rng.choice(_PRIORITIES), f"Group {rng.randrange(70)}", "?"
    moves = reopens = 0
    for i, (step, moment) in enumerate(zip(steps, moments, strict=True)):
        if rng.random() < 0.3:
            group, moves = f"Group {rng.randrange(70)}", moves + 1
        if rng.random() < 0.5:
            agent = rng.choice(("?", *(f"Resolver {rng.randrange(230)}" for _ in range(6))))
        reopens += i > 0 and steps[i - 1] == "Resolved" and step == "Active"
        yield [
            f"INC{number:010d}", step, str(step != "Closed").upper(), str(moves), str(reopens), str(i),
            str(rng.random() < 0.9).upper(), caller, opener, _told(opened), f"Created by {rng.randrange(190)}",
            _told(opened), f"Updated by {rng.randrange(800)}", _told(moment), channel, place, category,
            f"Subcategory {rng.randrange(250)}", f"Symptom {rng.randrange(500)}", "?", rng.choice(_LEVELS),
            rng.choice(_LEVELS), priority, group, agent, "TRUE", "FALSE", "Do Not Notify", "?", "?", "?", "?",
            f"code {rng.randrange(17)}", f"Resolved by {rng.randrange(210)}",
            _told(solved) if rng.random() < 0.98 else "?", _told(moments[-1]),
        ]  # fmt: skip


def _steps(rng: random.Random) -> list[str]:
    steps = ["New", *rng.choices(_WAITING, k=rng.randrange(1, 6)), "Resolved"]
    if rng.random() < 0.1:
        steps += ["Active", "Active", "Resolved"]
    return [*steps, *["Resolved"] * rng.randrange(2), *rng.choice((["Closed"], ["Closed"], []))]


def _told(moment: datetime) -> str:
    return moment.strftime("%d/%m/%Y %H:%M")
