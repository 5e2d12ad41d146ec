"""A mapping drafted for a file that nobody has described reads it."""

import json
from pathlib import Path

import pytest

from cxtui.errors import SourceError
from cxtui.sources.drafting.contents import content
from cxtui.sources.drafting.draft import Draft, draft
from cxtui.sources.drafting.names import by_name, roles
from tests.sources.conftest import Bench

POLISH = """\
Zgłoszenia działu IT
Numer zgłoszenia;Data utworzenia;Status;Priorytet;Zespół;Przypisany;Zgłaszający;Data rozwiązania;Ocena
Z/1;02.03.2026 09:00;Rozwiązane;Wysoki;Sieć;Jan Kowalski;Anna Nowak;02.03.2026 12:00;5
Z/2;02.03.2026 10:00;W toku;Niski;Sieć;Ewa Lis;Piotr Zet;;
Z/3;03.03.2026 10:00;U dostawcy;Średni;Sprzęt;Jan Kowalski;Anna Nowak;;
"""
RUSSIAN = """\
Номер заявки,Дата регистрации,Статус,Исполнитель,Дата решения,Время первого ответа (мин)
501,02.03.2026 09:00:00,Закрыта,Иван Петров,02.03.2026 12:00:00,12
502,02.03.2026 10:00:00,В работе,Анна Котова,,30
503,31.02.2026 10:00:00,В работе,Анна Котова,,30
"""
LOG = """\
caseId,changedAt,state,handler
A1,2026-03-02T09:00:00+01:00,New,Bo Hill
A1,2026-03-02T10:00:00+01:00,In Progress,Bo Hill
A1,2026-03-02T12:00:00+01:00,Done,Bo Hill
B2,2026-03-02T12:30:00+01:00,New,Al Moor
"""


def drafted(bench: Bench, name: str, text: str) -> tuple[Draft, Path]:
    """Return a draft and its file, staged through what the draft's own text says."""
    path = bench.write(name, text)
    made = draft(path)
    bench.stage(bench.write("desk.toml", made.toml), path)
    return made, path


def columns(made: Draft) -> dict[str, str]:
    return {one.role: one.column for one in made.guesses}


def test_a_polish_file_with_a_title(bench: Bench) -> None:
    made, _ = drafted(bench, "zgloszenia.csv", POLISH)
    assert columns(made) == {
        "ticket": "Numer zgłoszenia", "created_at": "Data utworzenia", "status": "Status", "priority": "Priorytet",
        "team": "Zespół", "assignee": "Przypisany", "customer": "Zgłaszający", "resolved_at": "Data rozwiązania",
        "rating": "Ocena",
    }  # fmt: skip
    # 09:00 of Warsaw in winter is 08:00 UTC.
    assert bench.rows("SELECT ticket, created_at, priority, team FROM in_ticket ORDER BY 1") == [
        ("Z/1", 1772438400, "high", "Sieć"), ("Z/2", 1772442000, "low", "Sieć"),
        ("Z/3", 1772528400, "normal", "Sprzęt"),
    ]  # fmt: skip
    assert bench.rows("SELECT label FROM in_stated WHERE metric = 'status' ORDER BY ticket") == [
        ("solved",), ("open",), ("open",),
    ]  # fmt: skip
    assert '"U dostawcy" = "open"  # NOT SURE' in made.toml
    assert "Z/1 | Z/2 | Z/3" in made.toml
    assert bench.rows("SELECT value, scale_max FROM in_rating") == [(5.0, 5.0)]


def test_a_russian_file_with_minutes_and_an_impossible_day(bench: Bench) -> None:
    made, _ = drafted(bench, "заявки.csv", RUSSIAN)
    assert columns(made)["first_response_at"] == "Время первого ответа (мин)"
    assert bench.rows("SELECT ticket, value - 1772431200 FROM in_stated WHERE metric = 'first_response_at'") == [
        ("501", 12 * 60), ("502", 3600 + 30 * 60),
    ]  # fmt: skip
    assert [(line, value) for line, _, value, _ in bench.rejects()] == [(4, "31.02.2026 10:00:00")]
    assert {one.what for one in made.promises if not one.how} >= {"satisfaction", "by team", "handle time"}


def test_ids_that_repeat_make_a_log(bench: Bench) -> None:
    made, _ = drafted(bench, "log.csv", LOG)
    assert made.mapping.kind == "state-log"
    assert bench.rows("SELECT ticket, created_at FROM in_ticket ORDER BY 1") == [("A1", 1772438400), ("B2", 1772451000)]
    assert bench.rows("SELECT status FROM in_state WHERE ticket = 'A1' ORDER BY from_at") == [
        ("new",), ("open",), ("solved",),
    ]  # fmt: skip
    assert 'zone = "UTC"  # the times name their own offset' in made.toml


def test_objects_in_a_document(bench: Bench) -> None:
    items = [
        {"uid": f"x-{n}", "meta": {"opened": 1772442000 + n, "by": {"email": f"{n}@b.cz"}}, "state": "open"}
        for n in range(3)
    ]
    made, _ = drafted(bench, "a.json", json.dumps({"result": {"items": items, "n": 3}}))
    assert columns(made) == {
        "ticket": "uid", "created_at": "meta.opened", "status": "state", "customer": "meta.by.email",
    }  # fmt: skip
    assert bench.rows("SELECT ticket, created_at, customer FROM in_ticket ORDER BY 1 LIMIT 1") == [
        ("x-0", 1772442000, "0@b.cz"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "sure"), [("03/04/2026 09:00", False), ("13/04/2026 09:00", True), ("04/13/2026 09:00", True)]
)
def test_days_that_may_be_months_are_marked(bench: Bench, first: str, sure: bool) -> None:
    made, _ = drafted(bench, "a.csv", f"Ticket ID,Created\n1,{first}\n2,{first}\n")
    (line,) = [line for line in made.toml.splitlines() if line.startswith("times")]
    assert ("NOT SURE" not in line) == sure
    assert ("%m/%d" in line.partition("#")[0]) == first.startswith("04/13")


def test_what_cannot_be_drafted_says_why(bench: Bench) -> None:
    for text, why in (
        ("a,b\n1,x\n2,y\n", "no column holds times"),
        ("Created,b\n2026-03-02,x\n2026-03-02,x\n", "no column can be the id of a ticket"),
        ("a,b\n", "no rows to look at"),
    ):
        with pytest.raises(SourceError, match=why):
            draft(bench.write("a.csv", text))


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Created at", "created_at"), ("erstellt_am", "created_at"), ("DataUtworzenia", "created_at"),
        ("Дата создания", "created_at"), ("Fecha de creación", "created_at"), ("Data de abertura", "created_at"),
        ("Date d'ouverture", "created_at"), ("ticketNumber", "ticket"), ("Bearbeiter", "assignee"),
        ("Исполнитель", "assignee"), ("Priorité", "priority"), ("Etat", "status"), ("Fecha de cierre", "closed_at"),
    ],
)  # fmt: skip
def test_names_in_seven_languages(name: str, role: str) -> None:
    assert by_name(name)[0].role == role


def test_every_role_has_names_in_every_language() -> None:
    for role in roles():
        for sample in ("en", "de", "pl", "ru", "es", "pt", "fr"):
            assert any(one.role == role for one in by_name(_first(role, sample))), (role, sample)


def _first(role: str, language: str) -> str:
    import tomllib

    from cxtui.sources.drafting import names

    data = tomllib.loads((Path(names.__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return str(data[role][language][0])


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["2026-03-02 09:00", "2026-03-02T10:00:00Z"], "time"), (["1772442000", "1772442060"], "time"),
        (["a@b.cz", "c@d.pl"], "email"), (["Ann Oak", "Bob Elm", "Ann Oak"], "people"),
        (["1h 5m", "2 days 3 hours"], "duration"), (["0:05", "12:30"], "duration"), (["3", "5", "3"], "number"),
        (["T-1", "T-2", "T-3"], "id"), (["Open", "Open", "Closed"], "few words"), (["", ""], "empty"),
    ],
)  # fmt: skip
def test_what_cells_are(cells: list[str], kind: str) -> None:
    assert content("x", cells).kind == kind
