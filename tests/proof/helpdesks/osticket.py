"""osTicket at work, as its database shows it: what each thing that people do writes."""

import json
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).with_suffix(".sql")
ANN, BOB, CLEO = 1, 2, 3
DORA, EMIL, FAY = 1, 2, 3
OPEN, RESOLVED, CLOSED, FACTORY = 1, 2, 3, 6
MERGED_INTO, HIDDEN = 2, 4
SUBJECT, PRIORITY = 1, 2
_EVENTS = {"created": 1, "closed": 2, "reopened": 3, "assigned": 4, "transferred": 6, "edited": 9, "merged": 15}


class OsTicketAtWork:
    """What people do at an instant (epoch seconds); the database writes it in its own zone."""

    agents: tuple[int, ...] = (ANN, BOB, CLEO)
    customers: tuple[int, ...] = (DORA, EMIL, FAY)

    def __init__(self, con: Any) -> None:
        self._con = con
        self.changes = 0

    def create(self, at: float, customer: int, *, team: int = 1, by: int | None = None) -> int:
        """Let a ticket come in, and return its id."""
        ticket = self._do(
            "INSERT INTO ost_ticket (number, user_id, status_id, dept_id, topic_id, source, est_duedate, lastupdate,"
            " created, updated) VALUES ('n', %s, 1, %s, 1, %s, FROM_UNIXTIME(%s), FROM_UNIXTIME(%s), FROM_UNIXTIME(%s),"
            " FROM_UNIXTIME(%s))", customer, team, "Phone" if by else "Email", int(at) + 7200, *[int(at)] * 3,
        )  # fmt: skip
        entry = self._do("INSERT INTO ost_form_entry (form_id, object_id) VALUES (2, %s)", ticket)
        self._do("INSERT INTO ost_form_entry_values VALUES (%s, %s, %s, NULL)", entry, SUBJECT, "It broke — <b>")
        self._do("INSERT INTO ost_form_entry_values VALUES (%s, %s, 'Normal', 2)", entry, PRIORITY)
        self._do(
            "INSERT INTO ost_thread (object_id, object_type, created) VALUES (%s, 'T', FROM_UNIXTIME(%s))",
            ticket, int(at),
        )  # fmt: skip
        self._entry(at, ticket, "M", user=customer)
        self._event(at, ticket, "created", by)
        return ticket

    def reply(self, at: float, ticket: int, agent: int) -> None:
        """Let an agent answer."""
        self._entry(at, ticket, "R", staff=agent)

    def claim(self, at: float, ticket: int, agent: int) -> None:
        """Let an agent answer, and thereby become the owner, of which the history has no word."""
        self._entry(at, ticket, "R", staff=agent)
        self._do("UPDATE ost_ticket SET staff_id = %s WHERE ticket_id = %s", agent, ticket)

    def answer(self, at: float, ticket: int, customer: int) -> None:
        """Let a customer write."""
        self._entry(at, ticket, "M", user=customer)

    def note(self, at: float, ticket: int, agent: int) -> int:
        """Let an agent note something that no customer sees."""
        return self._entry(at, ticket, "N", staff=agent)

    def own(self, at: float, ticket: int, agent: int, by: int) -> None:
        """Let somebody give a ticket to an agent."""
        self._do("UPDATE ost_ticket SET staff_id = %s WHERE ticket_id = %s", agent, ticket)
        self._event(at, ticket, "assigned", by, {"staff": [agent, "name"]})

    def move(self, at: float, ticket: int, team: int, by: int) -> None:
        """Let somebody transfer a ticket to another department."""
        self._do("UPDATE ost_ticket SET dept_id = %s WHERE ticket_id = %s", team, ticket)
        self._event(at, ticket, "transferred", by, {"dept": "name"})

    def rank(self, at: float, ticket: int, priority: int, by: int) -> None:
        """Let somebody change the priority."""
        self._do(
            "UPDATE ost_form_entry_values v JOIN ost_form_entry f ON f.id = v.entry_id SET v.value_id = %s"
            " WHERE f.object_id = %s AND v.field_id = %s", priority, ticket, PRIORITY,
        )  # fmt: skip
        self._event(at, ticket, "edited", by, {"fields": {"2": ["Normal", "High"]}})

    def wait(self, at: float, ticket: int, by: int) -> None:
        """Let somebody give a ticket a status of the helpdesk's own."""
        self._do("UPDATE ost_ticket SET status_id = %s WHERE ticket_id = %s", FACTORY, ticket)
        self._event(at, ticket, "edited", by, {"status": FACTORY})

    def close(self, at: float, ticket: int, by: int, status: int = RESOLVED) -> None:
        """Let somebody close a ticket."""
        self._do("UPDATE ost_ticket SET status_id = %s WHERE ticket_id = %s", status, ticket)
        self._event(at, ticket, "closed", by, {"status": [status, "name"]})

    def reopen(self, at: float, ticket: int, by: int) -> None:
        """Let a ticket be opened again."""
        self._do("UPDATE ost_ticket SET status_id = %s WHERE ticket_id = %s", OPEN, ticket)
        self._event(at, ticket, "reopened", by)

    def merge(self, at: float, ticket: int, into: int, by: int) -> None:
        """Let somebody merge a ticket into another one: its thread becomes a child's."""
        self.close(at, ticket, by)
        self._do("UPDATE ost_ticket SET ticket_pid = %s, flags = %s WHERE ticket_id = %s", into, MERGED_INTO, ticket)
        self._do("UPDATE ost_thread SET object_type = 'C' WHERE object_id = %s", ticket)
        self._event(at, into, "merged", by, {"child": "Ticket", "id": ticket})

    def edit(self, at: float, message: int, by: int) -> int:
        """Let somebody edit what was written: it is hidden, and another one takes its place."""
        self._do("UPDATE ost_thread_entry SET flags = %s WHERE id = %s", HIDDEN, message)
        made = self._do(
            "INSERT INTO ost_thread_entry (pid, thread_id, staff_id, user_id, type, flags, body, created, updated)"
            " SELECT id, thread_id, staff_id, user_id, type, 2, 'better', created, FROM_UNIXTIME(%s)"
            " FROM ost_thread_entry WHERE id = %s", int(at), message,
        )  # fmt: skip
        self._touch(at, self._one("SELECT thread_id FROM ost_thread_entry WHERE id = %s", message))
        return made

    def erase(self, at: float, message: int, by: int) -> None:
        """Let somebody delete what was written, of which nothing stays."""
        thread = self._one("SELECT thread_id FROM ost_thread_entry WHERE id = %s", message)
        self._do("DELETE FROM ost_thread_entry WHERE id = %s", message)
        self._touch(at, thread)

    def delete(self, ticket: int) -> None:
        """Let somebody delete a ticket; its events stay, of no ticket."""
        thread = self._one("SELECT id FROM ost_thread WHERE object_id = %s", ticket)
        self._do("DELETE FROM ost_thread_entry WHERE thread_id = %s", thread)
        self._do("UPDATE ost_thread_event SET thread_id = 0 WHERE thread_id = %s", thread)
        self._do("DELETE FROM ost_thread WHERE id = %s", thread)
        self._do("DELETE FROM ost_ticket WHERE ticket_id = %s", ticket)
        self.changes += 1

    def _entry(self, at: float, ticket: int, kind: str, staff: int = 0, user: int = 0) -> int:
        thread = self._one("SELECT id FROM ost_thread WHERE object_id = %s", ticket)
        made = self._do(
            "INSERT INTO ost_thread_entry (thread_id, staff_id, user_id, type, body, created, updated)"
            " VALUES (%s, %s, %s, %s, 'words', FROM_UNIXTIME(%s), 0)", thread, staff, user, kind, int(at),
        )  # fmt: skip
        self._touch(at, thread)
        self.changes += 1
        return made

    def _event(self, at: float, ticket: int, name: str, by: int | None, data: Any = None) -> None:
        thread = self._one("SELECT id FROM ost_thread WHERE object_id = %s", ticket)
        self._do(
            "INSERT INTO ost_thread_event (thread_id, event_id, staff_id, team_id, dept_id, topic_id, data, uid,"
            " uid_type, timestamp) SELECT %s, %s, staff_id, 0, dept_id, topic_id, %s, %s, 'S', FROM_UNIXTIME(%s)"
            " FROM ost_ticket WHERE ticket_id = %s",
            thread, _EVENTS[name], json.dumps(data) if data else None, by, int(at), ticket,
        )  # fmt: skip
        self._touch(at, thread)
        self.changes += 1

    def _touch(self, at: float, thread: int) -> None:
        self._do(
            "UPDATE ost_ticket t JOIN ost_thread h ON h.object_id = t.ticket_id SET t.lastupdate = FROM_UNIXTIME(%s),"
            " t.updated = FROM_UNIXTIME(%s) WHERE h.id = %s", int(at), int(at), thread,
        )  # fmt: skip

    def _do(self, text: str, *values: Any) -> int:
        with self._con.cursor() as cursor:
            cursor.execute(text, values)
            return int(cursor.lastrowid or 0)

    def _one(self, text: str, *values: Any) -> int:
        with self._con.cursor() as cursor:
            cursor.execute(text, values)
            return int(cursor.fetchone()[0])
