"""(p) History filled in from a PostgreSQL database, beside the same rows imported from files."""

import csv
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from cxtui import canonical
from cxtui.importing.follow.configured import read_sources
from cxtui.sources.live.feed_batch import FeedBatch
from cxtui.sources.live.pace import Patience
from tests.bench import place
from tests.proof.helpdesks import zammad
from tests.proof.real_databases import PASSWORD, READER, RealPostgres

NAME = "p"
TICKETS, SMALL = 100_000, 1_000
MUST = 3.0

_FILL = """
INSERT INTO users (login, firstname, created_at, updated_at)
  SELECT 'c' || n, 'Customer ' || n, '2026-01-01', '2026-01-01' FROM generate_series(1, {customers}) n;
CREATE TABLE born AS
  SELECT n AS id, (now() AT TIME ZONE 'UTC' - interval '89 d' * (1 - n / {tickets}.0)) AS at,
    8 + n % {customers} AS customer, 2 + n % 3 AS agent
  FROM generate_series(1, {tickets}) n;
INSERT INTO tickets (id, group_id, priority_id, state_id, number, title, owner_id, customer_id, create_article_type_id,
    created_by_id, updated_by_id, created_at, updated_at)
  SELECT id, 1 + id % 2, 1 + id % 3, CASE WHEN id % 50 = 0 THEN 2 ELSE 4 END, id::text, 'It broke ' || id, agent,
    customer, 1, customer, agent, at, at + interval '2 h'
  FROM born;
INSERT INTO ticket_articles (ticket_id, type_id, sender_id, body, internal, created_by_id, created_at, updated_at)
  SELECT id, 1, CASE WHEN k % 2 = 0 THEN 2 ELSE 1 END, repeat('words ', 40), k = 3,
    CASE WHEN k % 2 = 0 THEN customer ELSE agent END, at + interval '20 min' * k, at + interval '20 min' * k
  FROM born CROSS JOIN generate_series(0, 3) k;
INSERT INTO histories (history_type_id, history_object_id, o_id, related_o_id, created_by_id, created_at, updated_at)
  SELECT 1, 2, id, ticket_id, created_by_id, created_at, created_at FROM ticket_articles;
INSERT INTO histories (history_type_id, history_object_id, history_attribute_id, o_id, id_from, id_to, created_by_id,
    created_at, updated_at)
  SELECT 2, 1, c.attribute, b.id, c.before, coalesce(c.after, b.agent), b.agent, b.at + c.later, b.at + c.later
  FROM born b CROSS JOIN (VALUES
    (2, 1, NULL, interval '5 min'), (1, 1, 2, interval '20 min'), (1, 2, 4, interval '2 h')
  ) AS c (attribute, before, after, later)
  WHERE b.id % 50 <> 0 OR c.after IS DISTINCT FROM 4;
ANALYZE;
"""


def run(small: bool) -> None:
    """Print how long a new store takes to be filled from a database, and from the same rows in files."""
    tickets = SMALL if small else TICKETS
    server = RealPostgres()
    if any(server.program(name) is None for name in server.programs):
        print("(p) history from a database: skipped, there is no PostgreSQL here (Debian's postgresql)")
        return
    folder = place.work() / "databases"
    folder.mkdir(exist_ok=True)
    with server:
        with server.helpdesk(zammad.SCHEMA.read_text()) as con:
            con.execute(_FILL.format(tickets=tickets, customers=max(1, tickets // 5)))
        server.allow([f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {READER}"])
        followed = folder / "followed.db"
        place.remove(followed)
        words = _configured(folder, server)
        live = place.process(sys.executable, "-m", "cxtui", "follow", "--once", *words, "--store", followed)
        looks = _quiet_looks(words[1], 5 if small else 50)
    files = folder / "files"
    rows = _as_files(followed, files)
    imported = folder / "imported.db"
    place.remove(imported)
    beside = place.process(
        sys.executable, "-m", "cxtui", "import", files, "--as", "canonical", "--source", "desk", "--store", imported
    )
    ratio = live.wall / beside.wall
    print(
        f"(p) {tickets:,} tickets, {rows:,} rows: from PostgreSQL {live.wall:.1f} s (CPU {live.cpu:.1f}), as files"
        f" {beside.wall:.1f} s (CPU {beside.cpu:.1f}): {ratio:.1f} times; must be <= {MUST:g} times"
    )
    print(f"    a look that finds nothing: {place.spread(looks, '.0f')} ms (min / median / max)")


def _quiet_looks(config: Path, count: int) -> list[float]:
    """Return how many milliseconds looks take in which nothing new is found."""
    (configured,) = read_sources(config)
    took = []
    with closing(configured.make(configured.options, Patience())) as source:
        cursor = {"began": int(time.time()), "open": None, "marks": [[0, {}]]}
        for _ in range(count + 1):
            began = time.perf_counter()
            for batch in source.look(cursor):
                assert isinstance(batch, FeedBatch)
                cursor = dict(batch.cursor)
            took.append((time.perf_counter() - began) * 1000)
    return took[1:]


def _configured(folder: Path, server: RealPostgres) -> list[Any]:
    secret = folder / "password"
    secret.touch(0o600)
    secret.write_text(PASSWORD)
    config = folder / "sources.toml"
    config.write_text(
        f'[desk]\nkind = "sql"\nurl = "{server.url}"\nmapping = "zammad"\nsecret = {{ file = "{secret}" }}\n'
    )
    return ["--config", config]


def _as_files(store: Path, folder: Path) -> int:
    """Write the canonical rows of a store as files, and return how many there are."""
    folder.mkdir(exist_ok=True)
    count = 0
    with closing(sqlite3.connect(store)) as con:
        for name, table in canonical.TABLES.items():
            (folder / f"{name}.csv").unlink(missing_ok=True)
            rows = con.execute(f"SELECT {', '.join(table.names)} FROM {name}").fetchall()
            if rows and name != "coverage":
                with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                    csv.writer(file).writerows([table.names, *rows])
                count += len(rows)
    return count
