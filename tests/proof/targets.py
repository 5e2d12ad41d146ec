"""Which target of a metric stood over a ticket when: pinned as it was applied, replaced when the ticket changed."""

from dataclasses import dataclass

from tests.proof.calendar_time import AUTOMATION
from tests.proof.timeline import Happening
from tests.proof.world import END, Row, World


@dataclass(frozen=True)
class Applied:
    """A target as it stood over a ticket in ``[from_at, to_at)``."""

    from_at: int
    to_at: int
    seconds: int
    business: bool


def applied(world: World, ticket: Row, happenings: list[Happening], metric: str) -> list[Applied]:
    """Return the targets of a metric one after the other since the creation.

    What a ticket was before its first change is what that change says, else what it was changed to; what never
    changed is as on the row. A change that leaves seconds and kind of time as they are applies nothing new.
    """
    created = ticket["created_at"]
    edges = {created} | {h.at for h in happenings if h.kind in ("priority", "team", "policy") and h.at > created}
    edges |= {created} if not edges else set()
    found: list[Applied] = []
    for at, end in zip(sorted(edges), [*sorted(edges)[1:], END], strict=True):
        target = _target(world, ticket, happenings, metric, at)
        if found and target and found[-1].to_at == at and (found[-1].seconds, found[-1].business) == target:
            found[-1] = Applied(found[-1].from_at, end, *target)
        elif target:
            found.append(Applied(at, end, *target))
    return found


def _target(world: World, ticket: Row, happenings: list[Happening], metric: str, at: int) -> tuple[int, bool] | None:
    customer = world.get("customer", ticket["source"], ticket["customer"])
    is_now = {
        "channel": ticket["channel"], "team": _attribute(ticket, happenings, "team", at),
        "priority": _attribute(ticket, happenings, "priority", at), "tier": customer and customer["tier"],
    }  # fmt: skip
    of_policy = _of_policy(world, ticket, happenings, metric, is_now["priority"], at)
    if of_policy:
        return of_policy
    for one in world.setup.promises_at(ticket["created_at"]):
        if one.metric == metric and all(is_now[k] == v for k, v in one.only.items()):
            return one.seconds, one.business
    return None


def _attribute(ticket: Row, happenings: list[Happening], kind: str, at: int) -> str | None:
    changes = [h for h in happenings if h.kind == kind]
    if not changes:
        value: str | None = ticket[kind]
        return value
    past = [h for h in changes if h.at <= at]
    if past:
        return past[-1].value
    return changes[0].value if changes[0].previous is None else changes[0].previous


def _of_policy(
    world: World, ticket: Row, happenings: list[Happening], metric: str, priority: str | None, at: int
) -> tuple[int, bool] | None:
    """Return the target of the policy that was applied last, in its version of then, for the priority of now.

    A policy applied within seconds of the creation is the automation that files the ticket, and holds from it.
    """
    created = ticket["created_at"]
    policies = [
        (created if h.at <= created + AUTOMATION else h.at, h.at, h.value) for h in happenings if h.kind == "policy"
    ]
    past = [p for p in policies if p[0] <= at]
    if not past or past[-1][2] is None:
        return None
    _, told_at, policy = past[-1]
    rows = [r for r in world.rows["sla_target"] if (r["source"], r["policy"]) == (ticket["source"], policy)]
    versions = sorted({r["from_at"] for r in rows})
    if not versions:
        return None
    version = max((v for v in versions if v <= told_at), default=versions[0])
    fitting = [
        r for r in rows if r["from_at"] == version and r["metric"] == metric and r["priority"] in (None, priority)
    ]
    if not fitting:
        return None
    best = min(fitting, key=lambda r: r["position"])
    return best["seconds"], bool(best["business"])
