"""Cells that must be worked out: times of two columns and of durations, numbers, words, several values, other rows."""

from datetime import UTC, datetime
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.errors import SourceError
from cxtui.sources import durations, numbers
from cxtui.sources.checks import LEFT_OUT, UNREADABLE
from tests.sources.conftest import Bench

CON = duckdb.connect()


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def worked_out(expression: str, text: str) -> Any:
    ((value,),) = CON.execute(f"SELECT {expression} FROM (SELECT ?::VARCHAR AS t)", [text]).fetchall()
    return value


def staged(bench: Bench, mapping: str, rows: str) -> None:
    bench.stage(bench.write("m.toml", 'zone = "UTC"\n' + mapping), bench.write("a.csv", rows))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90", 90), ("1,5", 1.5), ("1:30", 5400), ("01:02:03", 3723), ("100:00", 360_000), ("2.03:04:05", 183_845),
        ("P1DT2H", 93_600), ("PT15M30.5S", 930.5), ("p2w", 1_209_600), ("2 days 3 hours", 183_600), ("3h 12m", 11_520),
        ("3h12m", 11_520), ("-1d 2h", -93_600), ("1 Std. 5 Min.", 3900), ("1 Tag und 2 Stunden", 93_600),
        ("2 дня 3 часа", 183_600), ("5 минут", 300), ("1 godz. 20 min", 4800), ("3 dni i 1 godzina", 262_800),
        ("2 días, 3 horas y 4 minutos", 183_840), ("1 dia e 2 horas", 93_600), ("1 jour et 2 heures", 93_600),
        ("1 234", 1234), ("1,5 h", 5400), ("12,345.5", 12_345.5),
        ("1\u00a0h", 3600), ("1.5 hours", 5400), ("2 weeks, 1 day", 1_296_000),
    ],
)  # fmt: skip
def test_durations(text: str, seconds: float) -> None:
    assert worked_out(durations.seconds("t"), text) == seconds


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "abc", "2 months", "5 minutes ago", "1:75", "h", "1h x", "--5", "1 2", "1,234", "1,500 h"]
)
def test_what_is_no_duration(text: str) -> None:
    assert worked_out(durations.seconds("t"), text) is None


def writings(seconds: int) -> tuple[str, ...]:
    """Return a duration as helpdesks write it."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, left = divmod(hours, 24)
    return (
        f"{seconds}", f"{hours}:{minutes:02}:{rest:02}", f"P{days}DT{left}H{minutes}M{rest}S",
        f"{days} days {left} hours {minutes} minutes {rest} seconds", f"{days}д {left}ч {minutes}м {rest}с",
    )  # fmt: skip


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(0, 10_000_000), min_size=10, max_size=50))
def test_a_duration_in_any_writing_is_the_same(some: list[int]) -> None:
    expected = {text: seconds for seconds in some for text in writings(seconds)}
    rows = CON.execute(f"SELECT t, {durations.seconds('t')} FROM (SELECT unnest(?::VARCHAR[]) AS t)", [[*expected]])
    assert dict(rows.fetchall()) == expected


def test_a_number_alone_is_of_the_unit_that_is_said() -> None:
    assert worked_out(durations.seconds("t", "hours"), "1.5") == 5400


@pytest.mark.parametrize(
    ("decimal", "text", "number"),
    [
        (None, "1,5", 1.5), (None, "1 234,5", 1234.5), (None, "1.234,56", 1234.56), (None, "1,234.56", 1234.56),
        (None, "1'234.5", 1234.5), (None, "1\u202f234", 1234), (None, "12,345,678", 12_345_678), (None, "1e3", 1000),
        (None, "1,234", None), (".", "1,234", 1234), (",", "1,234", 1.234), (",", "1.234", 1234), (".", "1,5", None),
        (",", "1.5", None), (None, "-3,25", -3.25), (None, "1 23", None), (None, "x", None),
    ],
)  # fmt: skip
def test_numbers(decimal: numbers.Decimal | None, text: str, number: float | None) -> None:
    assert worked_out(f"try_cast({numbers.plain('t', decimal)} AS DOUBLE)", text) == number


def test_a_time_of_two_columns(bench: Bench) -> None:
    mapping = 'times = ["%d.%m.%Y %H:%M"]\nticket = { ticket = "id", created_at = { template = "{day} {time}" } }\n'
    staged(bench, mapping, "id,day,time\n1,02.01.2024,09:30\n2,02.01.2024,noon\n3,,09:30\n")
    assert bench.rows("SELECT ticket, created_at FROM in_ticket") == [("1", at("2024-01-02 09:30"))]
    assert [(r[0], r[1], r[2]) for r in bench.rejects()] == [
        (3, "{day} {time}", "02.01.2024 noon"), (4, "{day} {time}", None),
    ]  # fmt: skip


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin"])
def test_a_time_and_a_duration(bench: Bench, zone: str) -> None:
    mapping = (
        'ticket = { ticket = "id", created_at = { column = "end", minus = "took" } }\n'
        'stated = { resolved_at = { column = "end", plus = "more", unit = "minutes" } }\n'
    )
    rows = "id,end,took,more\n1,2024-03-31 03:30:00,1:45,5\n2,2024-01-02 10:00:00,90,\n3,2024-01-02 10:00:00,90,soon\n"
    bench.stage(bench.write("m.toml", f'zone = "{zone}"\n' + mapping), bench.write("a.csv", rows))
    ended = at("2024-03-31 03:30") - (7200 if zone != "UTC" else 0)
    other = at("2024-01-02 10:00") - (3600 if zone != "UTC" else 0)
    assert bench.rows("SELECT ticket, created_at FROM in_ticket ORDER BY 1") == [
        ("1", ended - 6300), ("2", other - 90), ("3", other - 90),
    ]  # fmt: skip
    assert bench.rows("SELECT ticket, value FROM in_stated WHERE value IS NOT NULL") == [("1", ended + 300)]
    assert [r[:3] for r in bench.rejects()] == [(4, "end + more", "2024-01-02 10:00:00 + soon")]


def test_durations_as_claims(bench: Bench) -> None:
    mapping = (
        'ticket = { ticket = "id", created_at = "at" }\nstated = { full = { column = "took", as = "duration" } }\n'
    )
    staged(bench, mapping, "id,at,took\n1,2024-01-01,2h 5m\n2,2024-01-01,a while\n3,2024-01-01,\n")
    assert bench.rows("SELECT ticket, value FROM in_stated WHERE value IS NOT NULL") == [("1", 7500)]
    assert bench.staged.rejected == 0 and bench.one("SELECT count(*) FROM in_ticket") == 3
    assert bench.rejects() == [(3, "took", "a while", UNREADABLE["duration"] + LEFT_OUT)]
    assert bench.staged.doubts == {f"took: {UNREADABLE['duration'] + LEFT_OUT}": 1}


def test_an_unreadable_claim_costs_the_cell_alone(bench: Bench) -> None:
    mapping = (
        'ticket = { ticket = "id", created_at = "at", spam = "spam" }\n'
        'stated = { resolution_due_at = "due", resolved_at = "done" }\n'
    )
    staged(bench, mapping, "id,at,due,done,spam\n1,2024-01-01,odd,2024-01-02,maybe\n2,odd,2024-01-01,2024-01-02,no\n")
    assert bench.rows("SELECT ticket, spam FROM in_ticket") == [("1", None)]
    assert bench.rows("SELECT metric FROM in_stated WHERE value IS NOT NULL") == [("resolved_at",)]
    assert [(r[0], r[1], r[2]) for r in sorted(bench.rejects())] == [
        (2, "due", "odd"),
        (2, "spam", "maybe"),
        (3, "at", "odd"),
    ]
    assert (bench.staged.rejected, sum(bench.staged.doubts.values())) == (1, 2)


def test_days_of_a_spreadsheet(bench: Bench) -> None:
    mapping = 'times = ["excel", "iso"]\nticket = { ticket = "id", created_at = "at" }\n'
    staged(bench, mapping, 'id,at\n1,45292\n2,"45292,395833"\n3,2024-01-01\n4,-1\n5,12\n6,99999999\n')
    assert bench.rows("SELECT created_at FROM in_ticket ORDER BY ticket") == [
        (at("2024-01-01"),), (at("2024-01-01 09:30"),), (at("2024-01-01"),),
    ]  # fmt: skip
    assert [r[0] for r in bench.rejects()] == [5, 6, 7]


@pytest.mark.parametrize("half", ["p. m.", "p.m.", "PM", "pm", "P. M.", "p.\u00a0m.", "p.\u202fm."])
def test_afternoons(bench: Bench, half: str) -> None:
    mapping = 'times = ["%d/%m/%Y %I:%M %p"]\nticket = { ticket = "id", created_at = "at" }\n'
    staged(bench, mapping, f"id,at\n1,05/02/2024 04:08 {half}\n2,05/02/2024 12:08 a. m.\n")
    assert bench.rows("SELECT created_at FROM in_ticket ORDER BY ticket") == [
        (at("2024-02-05 16:08"),), (at("2024-02-05 00:08"),),
    ]  # fmt: skip


def test_any_other_word(bench: Bench) -> None:
    rows = "id,at,state,way\n1,2024-01-01,Neu,Mail\n2,2024-01-01,Odd,Fax\n3,2024-01-01,,\n"
    log = (
        'kind = "state-log"\nticket = { ticket = "id", created_at = "at", channel = { column = "way", words = '
        '{ Mail = "email", "*" = "other" } } }\nstate = { ticket = "id", from_at = "at", seq = "row number", '
        'status = { column = "state", '
        'words = { Neu = "new" }'
    )
    staged(bench, log + " } }\n", rows)
    known = "known: new, open, pending, on_hold, solved, closed"
    assert bench.rejects()[0][:3] == (3, "state", "Odd") and bench.rejects()[0][3].startswith(
        "unknown status 'Odd'; known"
    )
    assert known.split(",")[0] in bench.rejects()[0][3]
    staged(bench, log + ', default = "open" } }\n', rows)
    assert bench.rows("SELECT status FROM in_state ORDER BY ticket") == [("new",), ("open",), ("open",)]
    assert bench.rows("SELECT channel FROM in_ticket ORDER BY ticket") == [("email",), ("other",), (None,)]


def test_a_reason_names_few_words_only(bench: Bench) -> None:
    log = (
        'kind = "state-log"\nticket = { ticket = "id", created_at = "at" }\n'
        'state = { ticket = "id", from_at = "at", seq = "row number", status = "s" }\n'
    )
    rows = "".join(f"{i},2024-01-01,odd {i}\n" for i in range(31))
    staged(bench, log, "id,at,s\n0,2024-01-01,new\n" + rows)
    assert {r[3][:16] for r in bench.rejects()} == {"unknown status; "}
    staged(bench, log, "id,at,s\n0,2024-01-01,new\n" + rows[: rows.index("30,2024")])
    assert len({r[3] for r in bench.rejects()}) == 30


def test_cells_of_several_values(bench: Bench) -> None:
    mapping = (
        'ticket = { ticket = "id", created_at = "at", topic = { column = "tags", split = ";" } }\n'
        '[[table]]\ninto = "agent"\nskip_empty = true\n'
        'columns = { agent = { column = "who", split = ",", each = true } }\n'
    )
    staged(
        bench,
        mapping,
        'id,at,tags,who\n1,2024-01-01, ; b ;c,"Ann, Bob"\n2,2024-01-01,"[""x"", ""y""]","Bob,,Bob"\n3,2024-01-01,,\n',
    )
    assert bench.rows("SELECT ticket, topic FROM in_ticket ORDER BY 1") == [("1", "b"), ("2", "x"), ("3", None)]
    assert bench.rows("SELECT agent FROM in_agent ORDER BY 1") == [("Ann",), ("Bob",)]


def test_first_and_last_of_a_tickets_rows(bench: Bench) -> None:
    mapping = (
        'kind = "state-log"\n[ticket]\nticket = "id"\ncreated_at = { first = "at" }\n'
        'subject = { last = "note" }\nchannel = { first = "note" }\n'
        '[state]\nticket = "id"\nfrom_at = "at"\nseq = "row number"\nstatus = "s"\n'
        '[stated]\nresolved_at = { last = "done" }\n'
    )
    rows = (
        "id,at,s,note,done\n1,2024-01-02,open,b,2024-01-05\n1,2024-01-01,new,,\n1,2024-01-03,solved,c,\n"
        "2,2024-01-04,new,,\n1,never,new,z,2024-02-02\n"
    )
    staged(bench, mapping, rows)
    assert bench.rows("SELECT ticket, created_at, subject, channel FROM in_ticket ORDER BY 1") == [
        ("1", at("2024-01-01"), "c", "b"), ("2", at("2024-01-04"), None, None),
    ]  # fmt: skip
    assert bench.rows("SELECT from_at FROM in_state WHERE ticket = '1' ORDER BY 1") == [
        (at("2024-01-01"),), (at("2024-01-02"),), (at("2024-01-03"),),
    ]  # fmt: skip
    assert bench.rows("SELECT ticket, value FROM in_stated WHERE value IS NOT NULL") == [("1", at("2024-01-05"))]


def test_numbers_of_rows_in_ids(bench: Bench) -> None:
    mapping = (
        '[[table]]\ninto = "ticket"\ncolumns = { ticket = "id", created_at = { first = "at" } }\n'
        '[[table]]\ninto = "event"\ncolumns = { ticket = "id", event = { template = "m-{row number:04}" }, '
        'occurred_at = "at", kind = { value = "message" }, public = { value = true } }\n'
    )
    staged(bench, mapping, "id,at\n1,2024-01-01\n1,2024-01-01\n")
    assert bench.rows("SELECT event FROM in_event ORDER BY 1") == [("m-0001",), ("m-0002",)]


def test_the_root_of_a_chain_of_replies(bench: Bench) -> None:
    mapping = (
        '[[table]]\ninto = "ticket"\n'
        'columns = { ticket = { column = "id", parent = "re" }, created_at = { first = "at" } }\n'
        '[[table]]\ninto = "event"\n'
        'columns = { ticket = { column = "id", parent = "re" }, event = "id", occurred_at = "at",'
        ' kind = { value = "message" }, public = { value = true } }\n'
    )
    chain = "".join(f"c{i},c{i - 1},2024-01-01\n" for i in range(1, 300))
    staged(
        bench,
        mapping,
        f"id,re,at\na,,2024-01-01\nb,a,2024-01-02\nd,b,2024-01-03\nx,gone,2024-01-04\nc0,,2024-01-01\n{chain}",
    )
    assert bench.rows("SELECT ticket, count(*) FROM in_event GROUP BY 1 ORDER BY 1") == [
        ("a", 3),
        ("c0", 300),
        ("gone", 1),
    ]
    assert bench.rows("SELECT ticket, created_at FROM in_ticket WHERE ticket = 'a'") == [("a", at("2024-01-01"))]


def test_a_ring_of_replies_ends(bench: Bench) -> None:
    mapping = '[ticket]\nticket = { column = "id", parent = "re" }\ncreated_at = "at"\n'
    staged(bench, mapping, "id,re,at\na,b,2024-01-01\nb,c,2024-01-01\nc,a,2024-01-01\n")
    assert bench.one("SELECT count(*) FROM in_ticket") in (1, 2, 3)


@pytest.mark.parametrize(
    ("mapping", "rows"),
    [
        ('stated = { resolved_at = "took" }', "id,at,took\n1,2024-01-01,78331\n"),
        ('stated = { resolved_at = { value = "soon" } }', "id,at\n1,2024-01-01\n"),
        (
            'stated = { full = { template = "{at} x", as = "label" }, other = { column = "at", as = "text" } }',
            "id,at\n1,2024-01-01\n",
        ),
    ],
)
def test_no_error_of_an_engine_is_shown(bench: Bench, mapping: str, rows: str) -> None:
    try:
        staged(bench, f'kind = "state"\nticket = {{ ticket = "id", created_at = "at" }}\n{mapping}\n', rows)
    except SourceError as error:
        assert not any(word in str(error) for word in ("Error", "o_", "CAST", "state machine"))


def test_a_value_of_another_kind_is_named(bench: Bench) -> None:
    mapping = (
        'kind = "state"\nticket = { ticket = "id", created_at = "at" }\n'
        'stated = { other = { column = "w", as = "text" } }\n'
    )
    with pytest.raises(SourceError, match=r"stated\.value: 'words' is none of what belongs there"):
        staged(bench, mapping, "id,at,w\n1,2024-01-01,words\n")
