"""What a mapping can say, on files of a few rows."""

import gzip
from pathlib import Path

import pytest

from cxtui.errors import SourceError
from tests.sources.conftest import Bench

LOG = """
kind = "state-log"
zone = "UTC"
null = ["", "?"]
[words.status]
Neu = "new"
Fertig = "solved"
Weg = ""
[state]
ticket = "nr"
from_at = "at"
seq = "n"
status = { column = "status", words = "status" }
assignee = "who"
[ticket]
ticket = "nr"
created_at = "created"
subject = "title"
[stated]
resolved_at = "done"
reopened = { column = "again", as = "flag" }
status = { column = "status", words = "status" }
[agent]
agent = "who"
version_at = { value = 0 }
"""
ROWS = [
    "1,2024-01-01,0,2024-01-01,Neu,?,first,?,no",
    "1,2024-01-02,1,2024-01-01,Fertig,ann,second,2024-01-02,no",
    "1,2024-01-02,2,2024-01-01,Neu,bob,third,,yes",
    "2,2024-01-03,0,2024-01-03,Weg,ann,other,,no",
]
HEADER = "nr,at,n,created,status,who,title,done,again\n"


def test_three_lines_are_enough(bench: Bench) -> None:
    mapping = bench.write(
        "mine.toml",
        'kind = "state"\nzone = "Europe/Berlin"\n'
        'ticket = { ticket = "Nr", created_at = "Angelegt", channel = "Kanal" }\n',
    )
    staged = bench.stage(mapping, bench.write("x.csv", "Nr;Angelegt;Kanal\n7;2024-07-01 12:00;Mail\n"))
    assert staged.source == "mine"
    assert bench.rows("SELECT source, ticket, created_at, version_at, channel FROM in_ticket") == [
        ("mine", "7", 1719828000, 1719828000, "Mail")
    ]


def test_a_state_log(bench: Bench) -> None:
    bench.stage(bench.write("log.toml", LOG), bench.write("a.csv", HEADER + "\n".join(ROWS) + "\n"))
    day = [1704067200, 1704153600, 1704240000]
    assert bench.rows("SELECT ticket, from_at, seq, status, assignee FROM in_state ORDER BY ALL") == [
        ("1", day[0], 0, "new", None),
        ("1", day[1], 1, "solved", "ann"),
        ("1", day[1], 2, "new", "bob"),
        ("2", day[2], 0, None, "ann"),
    ]
    assert bench.rows("SELECT ticket, version_at, version_seq, created_at, subject FROM in_ticket ORDER BY 1") == [
        ("1", day[1], 2, day[0], "third"),
        ("2", day[2], 0, day[2], "other"),
    ]
    # A claim that the newest row no longer makes is staged as empty, so that it replaces an older one.
    assert bench.rows("SELECT metric, value, label FROM in_stated WHERE ticket = '1' ORDER BY 1") == [
        ("reopened", 1, None),
        ("resolved_at", None, None),
        ("status", None, "new"),
    ]
    assert bench.rows("SELECT agent, version_at FROM in_agent ORDER BY 1") == [("ann", 0), ("bob", 0)]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_any_order_and_repeats_end_the_same(bench: Bench, order: tuple[int, ...]) -> None:
    mapping = bench.write("log.toml", LOG)
    tables = ("ticket", "state", "stated", "agent")
    bench.stage(mapping, bench.write("a.csv", HEADER + "\n".join(ROWS) + "\n"))
    whole = [bench.rows(f"SELECT * FROM in_{t} ORDER BY ALL") for t in tables]
    pieces = [bench.write(f"p{i}.csv", HEADER + ROWS[i] + "\n" + ROWS[i] + "\n") for i in order]
    bench.stage(mapping, *pieces)
    assert [bench.rows(f"SELECT * FROM in_{t} ORDER BY ALL") for t in tables] == whole


def test_ties_go_to_the_greater_row(bench: Bench) -> None:
    path = bench.write(
        "ticket.csv",
        "ticket,created_at,version_at,channel,subject\n1,10,20,b,a\n1,10,20,a,z\n1,10,20,b,c\n1,10,19,z,z\n2,10,20,,x\n2,10,20,a,\n",
    )
    bench.stage("canonical", path)
    assert bench.rows("SELECT ticket, channel, subject FROM in_ticket ORDER BY 1") == [
        ("1", "b", "c"),
        ("2", "a", None),
    ]


def test_numbers_that_tie_compare_by_value(bench: Bench) -> None:
    path = bench.write("rating.csv", "rating,ticket,kind,version_at,value\n1,1,csat,5,9\n1,1,csat,5,10\n1,1,csat,5,\n")
    bench.stage("canonical", path)
    assert bench.rows("SELECT value FROM in_rating") == [(10.0,)]


def test_claims_cover_what_has_no_history(bench: Bench) -> None:
    claims = '[stated]\nfirst_response_at = "f"\nresolved_at = "r"\n'
    ticket = 'zone = "UTC"\n%s[ticket]\nticket = "id"\ncreated_at = "c"\n' + claims
    path = bench.write("a.csv", "id,c,f,r\n1,2024-01-01,2024-01-02,2024-01-03\n")
    assert bench.stage(bench.write("m.toml", ticket % ""), path).coverage == ("first_response", "resolution")
    staged = bench.stage(bench.write("n.toml", ticket % 'coverage = ["status"]\n'), path)
    assert staged.coverage == ("first_response", "resolution")
    assert staged.notes == (
        "coverage says 'status', but nothing here is a row of event (kind status) or a row of state (status) or a row "
        "of observed (status), which alone could show it; it is not taken over",
    )


def test_rows_that_are_surveys_or_events_cover_them_under_any_mapping(bench: Bench) -> None:
    mapping = """
zone = "UTC"
[ticket]
ticket = "id"
created_at = "c"
[[table]]
into = "rating"
[table.columns]
rating = "id"
ticket = "id"
occurred_at = "c"
kind = { value = "csat" }
value = "score"
[[table]]
into = "event"
[table.columns]
event = "id"
ticket = "id"
occurred_at = "c"
kind = { value = "status" }
value = { value = "solved" }
"""
    path = bench.write("a.csv", "id,c,score\n1,2024-01-01,5\n")
    assert bench.stage(bench.write("m.toml", mapping), path).coverage == ("status", "ratings")


@pytest.mark.parametrize(
    ("kind", "covers", "dropped"),
    [
        ('{ value = "message" }', "status", True),
        ('{ value = "status" }', "status", False),
        ('"k"', "status", False),  # any kind may stand in the column
        ('{ value = "message" }', "escalations", True),
    ],
)
def test_a_coverage_that_the_rows_cannot_bear_is_left_out(bench: Bench, kind: str, covers: str, dropped: bool) -> None:
    mapping = bench.write(
        "m.toml",
        f'zone = "UTC"\ncoverage = ["{covers}"]\n[ticket]\nticket = "id"\ncreated_at = "c"\n'
        f'[event]\nevent = "id"\nticket = "id"\noccurred_at = "c"\nkind = {kind}\n',
    )
    path = bench.write("a.csv", "id,c,k\n1,2024-01-01,status\n")
    staged = bench.stage(mapping, path)
    assert (covers in staged.coverage) == (not dropped)
    said = [note for note in staged.notes if f"coverage says '{covers}', but nothing here is a row of event" in note]
    assert len(said) == dropped


def test_what_covers_of_a_table_says_is_held_to_the_same(bench: Bench) -> None:
    mapping = bench.write(
        "m.toml",
        'zone = "UTC"\n[[table]]\ninto = "ticket"\ncovers = ["customers"]\n[table.columns]\nticket = "id"\n'
        'created_at = "c"\n',
    )
    staged = bench.stage(mapping, bench.write("a.csv", "id,c\n1,2024-01-01\n"))
    assert "customers" not in staged.coverage
    assert ["'customers', but nothing here is a row of ticket (customer) or" in note for note in staged.notes] == [True]


def test_who_asks_and_what_about_is_covered_by_the_column_where_it_says_anything(bench: Bench) -> None:
    mapping = bench.write(
        "m.toml",
        'zone = "UTC"\n[ticket]\nticket = "id"\ncreated_at = "c"\ncustomer = "who"\ntopic = "what"\n',
    )
    path = bench.write("a.csv", "id,c,who,what\n1,2024-01-01,ann,\n2,2024-01-02,,\n")
    assert bench.stage(mapping, path).coverage == ("customers",)


def test_until_leaves_later_rows_out(bench: Bench) -> None:
    mapping = bench.write("log.toml", LOG)
    path = bench.write("a.csv", HEADER + "\n".join(ROWS) + "\n")
    staged = bench.stage(mapping, path, until=1704153599)
    assert (staged.rows_read, staged.left_out) == (4, 3)
    assert bench.rows("SELECT ticket, subject FROM in_ticket") == [("1", "first")]
    with pytest.raises(SourceError, match="after --until"):
        bench.stage(mapping, path, until=1)


def test_until_leaves_out_what_was_written_later(bench: Bench) -> None:
    folder = bench.write("ticket.csv", "ticket,created_at,version_at,spam\n1,100,200,\n1,100,201,1\n2,100,,\n").parent
    staged = bench.stage("canonical", folder, until=200)
    assert (staged.rows_read, staged.left_out) == (3, 1)
    assert bench.rows("SELECT ticket, version_at, spam FROM in_ticket ORDER BY 1") == [
        ("1", 200, None),
        ("2", 100, None),
    ]


FOLDER = """
zone = "UTC"
[words.jobs]
staff = "agent"
[[table]]
from = "post"
into = "event"
covers = ["messages"]
where = { shown = "yes" }
where_not = { by = "robot" }
[table.columns]
ticket = "case"
event = { template = "m-{no:04}-{at:us}" }
occurred_at = "at"
kind = { value = "message" }
actor = "by"
actor_kind = { lookup = "people", by = "by", match = "name", take = "job", words = "jobs", default = "customer" }
public = { value = true }
[[table]]
from = "post"
into = "ticket"
where = { first = ["y", "yes"] }
[table.columns]
ticket = "case"
created_at = "at"
"""


def test_a_folder_with_conditions_templates_and_lookups(bench: Bench) -> None:
    bench.write(
        "f/post.csv",
        "no,case,at,by,shown,first\n7,1,2024-01-01 00:00:00.25,kim,YES,y\n12345,1,2024-01-02,ann,yes,\n"
        "8,1,2024-01-02,ann,no,\n9,1,2024-01-02,robot,yes,\n",
    )
    bench.write("f/people.csv", "name,job\nann,staff\n")
    bench.write("f/unrelated.csv", "x\n1\n")
    staged = bench.stage(bench.write("m.toml", FOLDER), bench.folder / "f")
    assert bench.rows("SELECT event, actor, actor_kind, public FROM in_event ORDER BY 1") == [
        ("m-0007-1704067200250000", "kim", "customer", 1),
        ("m-12345-1704153600000000", "ann", "agent", 1),
    ]
    assert bench.rows("SELECT ticket, created_at FROM in_ticket") == [("1", 1704067200)]
    assert staged.coverage == ("messages",)
    assert (staged.first_at, staged.last_at) == (1704067200, 1704153600)


def test_a_folder_without_its_table(bench: Bench) -> None:
    bench.write("f/people.csv", "name,job\nann,staff\n")
    with pytest.raises(SourceError, match="needs a file called post"):
        bench.stage(bench.write("m.toml", FOLDER), bench.folder / "f")


def test_a_misspelt_table(bench: Bench) -> None:
    bench.write("f/posts.csv", "name\nann\n")
    with pytest.raises(SourceError, match="did you mean 'post'"):
        bench.stage(bench.write("m.toml", FOLDER), bench.folder / "f")


def test_one_table_in_two_formats(bench: Bench) -> None:
    bench.write("f/ticket.csv", "ticket,created_at\n1,10\n")
    bench.write("f/ticket.jsonl", '{"ticket":"1","created_at":10}\n')
    with pytest.raises(SourceError, match=r"ticket\.csv and ticket\.jsonl"):
        bench.stage("canonical", bench.folder / "f")


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl", "a.parquet"])
@pytest.mark.parametrize("packed", [False, True])
def test_every_format_gives_the_same_rows(bench: Bench, name: str, packed: bool) -> None:
    plain = bench.folder / name
    options = "" if plain.suffix == ".parquet" else "(COMPRESSION none)"
    if plain.suffix == ".tsv":
        options = "(FORMAT csv, DELIMITER '\t')"
    bench.con.execute(
        "COPY (SELECT * FROM (VALUES ('1', TIMESTAMP '2024-01-01 10:00:00', 'ä ''\"x\"'' y', 1), "
        f"('2', TIMESTAMP '2024-01-01 11:00:00.9', NULL, 0)) t(id, created, title, bad)) TO '{plain}' {options}"
    )
    path = plain
    if packed:
        path = bench.write(name + ".gz", gzip.compress(plain.read_bytes()))
    mapping = bench.write(
        "m.toml", 'zone = "UTC"\n[ticket]\nticket = "id"\ncreated_at = "created"\nsubject = "title"\nspam = "bad"\n'
    )
    bench.stage(mapping, path)
    assert bench.rows("SELECT ticket, created_at, subject, spam FROM in_ticket ORDER BY 1") == [
        ("1", 1704103200, "ä '\"x\"' y", 1),
        ("2", 1704106800, None, 0),
    ]


def test_hostile_names_and_values(bench: Bench) -> None:
    title = "'; DROP TABLE in_ticket; --"
    mapping = bench.write(
        "m.toml", f'zone = "UTC"\n[ticket]\nticket = "i\\"d\'"\ncreated_at = "{title}"\nsubject = "s"\n'
    )
    path = bench.write("a.csv", f'"i""d\'",{title},s\n"x\'y",2024-01-01,{title}\n')
    bench.stage(mapping, path)
    assert bench.rows("SELECT ticket, subject FROM in_ticket") == [("x'y", title)]


def test_the_table_has_the_canonical_columns_and_types(bench: Bench) -> None:
    from cxtui import canonical

    bench.stage(bench.write("log.toml", LOG), bench.write("a.csv", HEADER + "\n".join(ROWS) + "\n"))
    for name in ("ticket", "state", "stated", "agent"):
        table = canonical.TABLES[name]
        expected = [(c.name, canonical.SQL_TYPES[c.kind][0]) for c in table.columns]
        assert [(r[0], r[1]) for r in bench.rows(f"DESCRIBE in_{name}")] == expected


def test_progress_and_hashes(bench: Bench, tmp_path: Path) -> None:
    import hashlib

    content = HEADER + "\n".join(ROWS) + "\n"
    heard: list[tuple[str, int, int]] = []
    path = bench.write("a.csv", content)
    staged = bench.stage(bench.write("log.toml", LOG), path, progress=lambda *values: heard.append(values))
    size = len(content)
    assert heard == [("a.csv", size, size)]
    (file,) = staged.files
    assert (file.path, file.bytes, file.sha256) == (path, size, hashlib.sha256(content.encode()).hexdigest())
