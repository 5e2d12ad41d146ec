"""What a customer did after a contact: wrote again, and stayed."""

from tests.proof.replies import Reply
from tests.proof.world import Row, World


def following(world: World, ticket: Row) -> tuple[int | None, int | None]:
    """Return when the customer next opened a ticket, at all and on the topic; of one second in order of ids.

    Contacts are tickets that are not spam, deleted or merged away by what their rows say.
    """
    if not _is_contact(ticket):
        return None, None
    place = (ticket["created_at"], ticket["ticket"])
    later = sorted(
        (t["created_at"], t["ticket"], t["topic"])
        for t in world.of_customer[ticket["source"], ticket["customer"]]
        if _is_contact(t) and (t["created_at"], t["ticket"]) > place
    )
    on_topic = [t for t in later if ticket["topic"] is not None and t[2] == ticket["topic"]]
    return later[0][0] if later else None, on_topic[0][0] if on_topic else None


def _is_contact(ticket: Row) -> bool:
    removed = ticket["merged_into"] is not None or ticket["spam"] == 1 or ticket["deleted_at"] is not None
    return ticket["customer"] is not None and not removed


def first_contact(world: World, ticket: Row, fact: Row, answers: list[Reply], reopened: list[int]) -> Row:
    """Return first contact resolution and repeated contact with the instants at which they are known.

    Resolved at first contact, W after the first solve: exactly one human reply by then, never reopened by
    then, and no new ticket of that customer on that topic by then.
    """
    source = ticket["source"]
    nothing: Row = {"fcr_at": None, "fcr": None, "repeat_at": None, "repeated": None}
    if not (world.covers(source, "customers") and world.covers(source, "topic")):
        return nothing
    if ticket["customer"] is None or ticket["topic"] is None:
        return nothing
    again = following(world, ticket)[1]
    found = nothing | {"repeat_at": ticket["created_at"] + world.setup.fcr_s}
    found["repeated"] = int(again is not None and again <= found["repeat_at"])
    if world.covers(source, "messages") and fact["first_solved_at"] is not None:
        until = fact["first_solved_at"] + world.setup.fcr_s
        by_then = [r for r in answers if r.at <= until]
        failed = len(by_then) != 1 or any(at <= until for at in reopened) or (again is not None and again <= until)
        found |= {"fcr_at": until, "fcr": int(not failed)}
    return found


def retention(world: World, ticket: Row) -> Row:
    """Return whether the customer was active H after the contact: bought since, or under contract then."""
    source, customer = ticket["source"], ticket["customer"]
    if customer is None or not (world.covers(source, "purchases") or world.covers(source, "contracts")):
        return {"retained_at": None, "retained": None}
    contact, until = ticket["created_at"], ticket["created_at"] + world.setup.retention_s
    bought = any(
        contact < p["occurred_at"] <= until and p["kind"] != "refund"
        for p in world.rows["purchase"]
        if (p["source"], p["customer"]) == (source, customer)
    )
    bound = any(
        k["from_at"] <= until and (k["to_at"] is None or until < k["to_at"])
        for k in world.rows["contract"]
        if (k["source"], k["customer"]) == (source, customer)
    )
    return {"retained_at": until, "retained": int(bought or bound)}
