"""A helpdesk on the loopback that answers like Request Tracker's REST2, and misbehaves when it is told to."""

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

TOKEN = "1-14-marker-0123456789abcdef"
NOW = 1_780_000_000
PAGE = 100

Answer = tuple[int, dict[str, str], bytes]
Fault = Callable[[str, Answer], Answer | None]
"""Makes another answer of one, given its path; None cuts the connection off."""


def iso(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def user(name: str) -> dict[str, Any]:
    return {"type": "user", "id": name, "_url": f"http://rt/REST/2.0/user/{name}"}


@dataclass
class LoopbackHelpdesk:
    """What answers like a helpdesk; ``clock`` is the server's, ``faults`` are taken one a request."""

    clock: Callable[[], int] = lambda: NOW
    faults: list[Fault] = field(default_factory=list)
    requests: list[tuple[str, dict[str, str], float]] = field(default_factory=list)
    port: int = 0

    def answer(self, path: str, params: dict[str, str], headers: Any) -> Answer:
        raise NotImplementedError


Helpdesk = TypeVar("Helpdesk", bound=LoopbackHelpdesk)


@dataclass
class RtStub(LoopbackHelpdesk):
    """Tickets, transactions and people of Request Tracker."""

    tickets: dict[int, dict[str, Any]] = field(default_factory=dict)
    transactions: list[dict[str, Any]] = field(default_factory=list)
    agents: tuple[str, ...] = ("root", "ann", "bob")
    queues: tuple[str, ...] = ("General", "Billing")
    fields: tuple[str, ...] = ("CSAT", "Channel")
    hidden: set[int] = field(default_factory=set)
    _id: int = 100

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    # What people do

    def create(self, ticket: int, at: int, by: str = "carl", queue: str = "General", status: str = "new") -> int:
        self.tickets[ticket] = {
            "id": str(ticket), "Subject": f"Subject {ticket}", "Status": status, "Queue": queue, "Owner": "Nobody",
            "Requestor": [by], "Priority": "50", "Created": at, "LastUpdated": at, "Due": 0, "Creator": by,
            "fields": {},
        }  # fmt: skip
        return self.add(ticket, at, by, "Create")

    def add(self, ticket: int, at: int, by: str, kind: str, field: str = "", old: str = "", new: str = "",
            id: int | None = None) -> int:  # fmt: skip
        self._id = max(self._id + 1, id or 0)
        number = id or self._id
        one = {"id": number, "ticket": ticket, "at": at, "by": by, "Type": kind, "Field": field, "old": old, "new": new}
        # While a list is sorted, others find it empty.
        self.transactions = sorted([*self.transactions, one], key=lambda one: int(one["id"]))
        if ticket in self.tickets:
            self.tickets[ticket]["LastUpdated"] = max(at, self.tickets[ticket]["LastUpdated"])
        return number

    def reply(self, ticket: int, at: int, by: str) -> int:
        return self.add(ticket, at, by, "Correspond")

    def status(self, ticket: int, at: int, by: str, new: str) -> int:
        old, self.tickets[ticket]["Status"] = self.tickets[ticket]["Status"], new
        return self.add(ticket, at, by, "Status", "Status", old, new)

    def own(self, ticket: int, at: int, by: str) -> int:
        self.tickets[ticket]["Owner"] = by
        return self.add(ticket, at, by, "Set", "Owner", "6", str(20 + self.agents.index(by)))

    def merge(self, ticket: int, into: int, at: int, by: str) -> int:
        self.tickets[ticket]["into"] = into
        return self.add(ticket, at, by, "AddLink", "MergedInto", "", f"fsck.com-rt://example.test/ticket/{into}")

    def rate(self, ticket: int, at: int, by: str, value: str) -> int:
        self.tickets[ticket]["fields"]["CSAT"] = value
        return self.add(ticket, at, by, "CustomField", "1", "", value)

    def ask(self, ticket: int, at: int, by: str, who: str) -> int:
        """Make somebody else the requestor of a ticket."""
        self.tickets[ticket]["Requestor"] = [who]
        return self.add(ticket, at, by, "AddWatcher", "Requestor", "", "99")

    def shred(self, ticket: int) -> None:
        del self.tickets[ticket]
        self.transactions = [one for one in self.transactions if one["ticket"] != ticket]

    # What is asked

    def answer(self, path: str, params: dict[str, str], headers: Any) -> Answer:
        if headers.get("Authorization") != f"token {TOKEN}":
            return 401, {}, b'{"message":"Unauthorized"}'
        found = self._found(path, params)
        if found is None:
            return 404, {}, b'{"message":"Not Found"}'
        return 200, {"Content-Type": "application/json"}, json.dumps(found).encode()

    def _found(self, path: str, params: dict[str, str]) -> Any:
        match path.removeprefix("/REST/2.0/").split("/"):
            case ["rt"]:
                return {"Version": "5.0.3"}
            case ["transactions"]:
                return self._transactions(json.loads(params["query"]), params)
            case ["tickets"]:
                return self._search(params["query"], int(params["per_page"]))
            case ["ticket", id]:
                return self._ticket(int(id))
            case ["user", name]:
                return self._user(unquote(name))
            case ["queues", "all"]:
                return _page([{"id": str(i + 1), "Name": name} for i, name in enumerate(self.queues)], params)
            case ["customfields"]:
                return _page([{"id": str(i + 1), "Name": name} for i, name in enumerate(self.fields)], params)
        return None

    def _transactions(self, terms: list[dict[str, Any]], params: dict[str, str]) -> Any:
        rows = self.transactions
        named = {int(one["value"]) for one in terms if one["field"] == "ObjectId"}
        if named:
            rows = [one for one in rows if one["ticket"] in named]
        for term in (one for one in terms if one["field"] == "id"):
            value = int(term["value"])
            rows = [one for one in rows if (one["id"] > value if term["operator"] == ">" else one["id"] < value)]
        if params["order"] == "DESC":
            rows = rows[::-1]
        count, page = int(params["per_page"]), int(params["page"])
        rows = rows[(page - 1) * count : page * count]
        return {"items": [self._transaction(one) for one in rows if one["ticket"] not in self.hidden], "total": None}

    def _transaction(self, one: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": str(one["id"]), "Type": one["Type"], "Field": one["Field"], "OldValue": one["old"],
            "NewValue": one["new"], "Created": iso(one["at"]), "Creator": user(one["by"]),
            "ObjectId": str(one["ticket"]),
        }  # fmt: skip

    def _search(self, query: str, count: int) -> Any:
        there = {id: one for id, one in self.tickets.items() if "into" not in one and one["Status"] != "deleted"}
        if "__Active__" in query:
            after = int(query.rpartition(">")[2])
            ids = [id for id, one in there.items() if id > after and one["Status"] in ("new", "open", "stalled")]
        else:
            ids = [id for part in query.split(" OR ") if (id := int(part.rpartition("=")[2])) in there]
        return {"items": [self._shown(self.tickets[id]) for id in sorted(ids)[:count] if id not in self.hidden]}

    def _ticket(self, id: int) -> Any:
        one = self.tickets.get(id)
        if one is None or id in self.hidden:
            return None
        return self._ticket(one["into"]) if "into" in one else self._shown(one)

    def _shown(self, one: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": one["id"], "Subject": one["Subject"], "Status": one["Status"], "Priority": one["Priority"],
            "Queue": {"id": str(self.queues.index(one["Queue"]) + 1), "Name": one["Queue"]},
            "Owner": user(one["Owner"]), "Creator": user(one["Creator"]),
            "Requestor": [user(name) | {"RealName": name.title()} for name in one["Requestor"]],
            "Created": iso(one["Created"]), "LastUpdated": iso(one["LastUpdated"]), "Due": iso(one["Due"]),
            "CustomFields": [{"name": name, "values": [value]} for name, value in one["fields"].items()],
        }  # fmt: skip

    def _user(self, name: str) -> Any:
        if name == "6":
            name = "Nobody"
        elif name.isdigit():
            name = self.agents[int(name) - 20]
        return {"Name": name, "RealName": name.title(), "Privileged": 1 if name in self.agents else 0}


def _page(rows: list[dict[str, Any]], params: dict[str, str]) -> dict[str, Any]:
    count, page = int(params["per_page"]), int(params["page"])
    return {"items": rows[(page - 1) * count : page * count]}


@contextmanager
def served(stub: Helpdesk, tls: ssl.SSLContext | None = None) -> Iterator[Helpdesk]:
    """Serve a helpdesk on the loopback while the context is open."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def date_time_string(self, timestamp: float | None = None) -> str:
            return formatdate(stub.clock(), usegmt=True)

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            params = dict(parse_qsl(parts.query))
            stub.requests.append((parts.path, params, time.monotonic()))
            answer: Answer | None = stub.answer(parts.path, params, self.headers)
            if stub.faults and answer is not None:
                answer = stub.faults.pop(0)(parts.path, answer)
            if answer is None:
                self.close_connection = True
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            if headers.get("Content-Length", str(len(body))) != str(len(body)):
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            """Say nothing of clients that were killed."""

    server = Server(("127.0.0.1", stub.port), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    stub.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# Faults


def fine(path: str, answer: Answer) -> Answer:
    return answer


def cut_off(path: str, answer: Answer) -> None:
    return None


def status(code: int, **headers: str) -> Fault:
    return lambda path, answer: (code, {name.replace("_", "-"): value for name, value in headers.items()}, b"{}")


def half(path: str, answer: Answer) -> Answer:
    """Send half of an answer and go away, although its length was announced."""
    code, headers, body = answer
    return code, {**headers, "Content-Length": str(len(body))}, body[: len(body) // 2]


def truncated(path: str, answer: Answer) -> Answer:
    """Send half of the JSON as if it were all of it."""
    code, headers, body = answer
    return code, headers, body[: len(body) // 2]


def half_a_page(path: str, answer: Answer) -> Answer:
    """Send fewer rows than there are, as a server does that ran out of time."""
    code, headers, body = answer
    data = json.loads(body)
    if isinstance(data, dict) and len(data.get("items", ())) > 1:
        data["items"] = data["items"][: len(data["items"]) // 2]
    return code, headers, json.dumps(data).encode()


def login_page(path: str, answer: Answer) -> Answer:
    return 200, {"Content-Type": "text/html"}, b"<html>please log in</html>"
