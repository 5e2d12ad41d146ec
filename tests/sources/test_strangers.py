"""Files that nobody described, as their owners have them: drafted, then staged through the draft's own text."""

from collections.abc import Sequence

import pytest

from cxtui.errors import SourceError
from cxtui.sources.drafting.draft import Draft, draft
from tests.sources.conftest import Bench

# 2026-03-02 09:04 and 2026-03-15 14:20, in UTC.
FIRST, SECOND = 1772442240, 1773584400
HOUR = 3600


def drafted(bench: Bench, name: str, text: str | bytes) -> Draft:
    path = bench.write(name, text)
    made = draft(path)
    bench.stage(bench.write("desk.toml", made.toml), path)
    return made


def created(bench: Bench) -> list[int]:
    return [at for (at,) in bench.rows("SELECT created_at FROM in_ticket ORDER BY ticket")]


def stated(bench: Bench, metric: str) -> list[object]:
    """Return what the file claims of tickets, in their order, where it claims anything."""
    query = f"SELECT label, value FROM in_stated WHERE metric = '{metric}' ORDER BY ticket"
    cells = [label if label is not None else value for label, value in bench.rows(query)]
    return [cell for cell in cells if cell is not None]


TIMES: dict[str, tuple[str, Sequence[str], str, int]] = {
    # By name: the header of the time, two cells, the zone drafted, and the seconds by which it is ahead of UTC then.
    "german": ("Angelegt", ("2. März 2026 09:04", "15. März 2026 14:20"), "Europe/Berlin", HOUR),
    "german clock": ("Erstellt am", ("02.03.2026 um 09:04 Uhr", "15.03.2026 um 14:20 Uhr"), "Europe/Berlin", HOUR),
    "polish": ("Data utworzenia", ("2 marca 2026 09:04", "15 marca 2026, 14:20"), "Europe/Warsaw", HOUR),
    "russian": ("Дата создания", ("2 марта 2026 г. 09:04", "15 мар. 2026 г., 14:20"), "Europe/Moscow", 3 * HOUR),
    "french": ("Créé le", ("02/03/2026 à 09h04", "15/03/2026 à 14h20"), "Europe/Paris", HOUR),
    "spanish": ("Fecha de apertura", ("02/03/2026 09:04 a. m.", "15/03/2026 02:20 p. m."), "Europe/Madrid", HOUR),
    "portuguese": (
        "Aberto em",
        ("2 de março de 2026 09:04", "15 de mar. de 2026 14:20"),
        "America/Sao_Paulo",
        -3 * HOUR,
    ),
    "english": ("Opened", ("March 2nd, 2026 at 9:04 AM", "Mar 15, 2026 2:20 PM"), "UTC", 0),
    "spreadsheet": ("Opened", ("46083.3777777778", "46096.5972222222"), "UTC", 0),
    "digits": ("Opened", ("20260302090400", "20260315142000"), "UTC", 0),
}


@pytest.mark.parametrize("name", TIMES)
def test_times_as_people_write_them(bench: Bench, name: str) -> None:
    head, cells, zone, ahead = TIMES[name]
    first, second = cells
    # The other columns are named so that the language of the header tells the zone.
    owner = {"german": "Bearbeiter", "german clock": "Bearbeiter", "polish": "Wykonawca", "russian": "Исполнитель",
             "french": "Technicien", "spanish": "Asignado a", "portuguese": "Técnico"}.get(name, "Agent")  # fmt: skip
    made = drafted(bench, "t.csv", f"Ticket;{head};Status;{owner}\nT1;{first};open;Ann Oak\nT2;{second};open;Bob Elm\n")
    assert f'zone = "{zone}"' in made.toml
    assert created(bench) == [FIRST - ahead, SECOND - ahead]
    assert bench.rejects() == []


def test_a_day_and_its_time_in_two_columns(bench: Bench) -> None:
    drafted(bench, "t.csv", "Ticket;Opened;Time;Status\n1;02.03.2026;09:04;open\n2;15.03.2026;14:20;open\n")
    assert created(bench) == [FIRST, SECOND]


def test_a_day_beside_a_time_of_another_thing_stays_a_day(bench: Bench) -> None:
    drafted(bench, "t.csv", "Ticket;Opened;Effort;Status\n1;02.03.2026;09:04;open\n2;15.03.2026;14:20;open\n")
    assert created(bench) == [FIRST - 9 * HOUR - 240, SECOND - 14 * HOUR - 1200]


def test_how_long_it_took(bench: Bench) -> None:
    text = (
        "Ticket,Created,First response time (s),Resolution time\n"
        "1,2026-03-02 09:04:00,1560,2h 26m\n2,2026-03-15 14:20:00,,\n"
    )
    drafted(bench, "t.csv", text)
    assert stated(bench, "first_response_at") == [FIRST + 1560]
    assert stated(bench, "resolved_at") == [FIRST + 2 * HOUR + 26 * 60]


def test_cells_that_stand_for_nothing(bench: Bench) -> None:
    text = "Ticket,Created,Closed,Agent\n1,2026-03-02 09:04,N/A,Unassigned\n2,2026-03-15 14:20,-,Bob Elm\n3,-,-,-\n"
    drafted(bench, "t.csv", text)
    assert stated(bench, "assignee") == ["Bob Elm"]
    assert bench.rows("SELECT agent FROM in_agent") == [("Bob Elm",)]
    assert [line for line, *_ in bench.rejects()] == [4], "only what has no time of creation is lost"


def test_words_tell_a_column_whatever_it_is_called(bench: Bench) -> None:
    text = (
        "Ticket,Created,Kind of way,Where it stands\n1,2026-03-02 09:04,Phone,Done\n2,2026-03-15 14:20,E-mail,To do\n"
    )
    made = drafted(bench, "t.csv", text)
    assert {one.role: one.column for one in made.guesses} == {
        "ticket": "Ticket", "created_at": "Created", "channel": "Kind of way", "status": "Where it stands"
    }  # fmt: skip
    assert stated(bench, "status") == ["solved", "open"]


def test_a_word_within_words_tells_a_status(bench: Bench) -> None:
    text = "Ticket,Created,Status\n1,2026-03-02 09:04,Pending Customer Response\n2,2026-03-15 14:20,Beim Drucker\n"
    made = drafted(bench, "t.csv", text)
    assert stated(bench, "status") == ["pending", "open"]
    assert '"Beim Drucker" = "open"  # NOT SURE' in made.toml
    assert '"Pending Customer Response" = "pending"\n' in made.toml


def test_ratings_in_words(bench: Bench) -> None:
    text = "Ticket,Created,Satisfaction\n1,2026-03-02 09:04,Great\n2,2026-03-15 14:20,Not Good\n3,2026-03-15 15:20,\n"
    drafted(bench, "t.csv", text)
    assert bench.rows("SELECT ticket, value, scale_min, scale_max FROM in_rating ORDER BY 1") == [
        ("1", 5.0, 1.0, 5.0), ("2", 1.0, 1.0, 5.0)
    ]  # fmt: skip


def test_a_day_of_purchase_is_no_creation(bench: Bench) -> None:
    made = drafted(bench, "t.csv", "Ticket,Date of Purchase,Status\n1,2021-03-22,Open\n2,2021-05-22,Open\n")
    (guess,) = [one for one in made.guesses if one.role == "created_at"]
    assert guess.reason.startswith("NOT SURE"), "there is no other time, and the draft says so"


def test_the_mail_of_an_assignee_is_no_customer(bench: Bench) -> None:
    text = (
        '{"id":"c1","createdAt":"2026-03-02T09:04:00Z","assignee":{"name":"Ann Oak","email":"ann@x.io"}}\n'
        '{"id":"c2","createdAt":"2026-03-15T14:20:00Z","assignee":null}\n'
    )
    made = drafted(bench, "t.jsonl", text)
    assert {one.role: one.column for one in made.guesses} == {
        "ticket": "id", "created_at": "createdAt", "assignee": "assignee.name"
    }  # fmt: skip
    assert created(bench) == [FIRST, SECOND]


def test_rows_below_a_title_in_utf_16(bench: Bench) -> None:
    text = "Report of the desk\n\nRef\tRaised\tStage\n9001\t2026-03-02 09:04\tDone\n9002\t2026-03-15 14:20\tTo do\n"
    drafted(bench, "t.txt", text.encode("utf-16"))
    assert created(bench) == [FIRST, SECOND]
    assert stated(bench, "status") == ["solved", "open"]


def test_the_first_row_is_no_header_because_of_a_word_in_it(bench: Bench) -> None:
    text = "Ticket id,Way,Creation date\n7001,email,2026-03-02T09:04:00+00:00\n7002,chat,2026-03-15T14:20:00+00:00\n"
    drafted(bench, "t.csv", text)
    assert created(bench) == [FIRST, SECOND]


def test_nothing_that_is_a_time_is_said(bench: Bench) -> None:
    with pytest.raises(SourceError, match="no column holds times"):
        draft(bench.write("t.csv", "Ticket,Status\n1,Open\n2,Done\n"))


def test_dates_that_may_be_read_either_way_are_read_as_said(bench: Bench) -> None:
    path = bench.write("t.csv", "Ticket,Opened,Closed\n1,02/03/2026,03/03/2026\n2,05/03/2026,\n")
    assert "NOT SURE: 02/03/2026" in draft(path).toml
    assert 'times = ["%m/%d/%Y"]\n' in draft(path, dates="month-first").toml
    sure = bench.write("s.csv", "Ticket,Opened,Closed\n1,02/03/2026,03/03/2026\n2,15/03/2026,\n")
    assert 'times = ["%d/%m/%Y"]\n' in draft(sure, dates="month-first").toml, "a cell tells it"
