"""Free words of a filter, looked up once for many questions: their tickets in temporary tables of a transaction.

Asked ticket by ticket, a word costs every question a look at subject and customer; looked up once, it costs one pass
over the tickets. The tables are the reader's own, and gone with its transaction.
"""

from collections.abc import Iterable
from dataclasses import replace

from cxtui.store.read.reader import Transaction
from cxtui.store.read.units import SEARCH_TABLES, Filter, part_of


def looked_up(tx: Transaction, where: Filter) -> Filter:
    """Return the filter with its words looked up in this transaction, for use in it alone."""
    if not (where.words or where.without):
        return where
    for words, how, table in ((where.words, " AND ", SEARCH_TABLES[0]), (where.without, " OR ", SEARCH_TABLES[1])):
        tx.aside((f"DROP TABLE IF EXISTS temp.{table}", {}))
        if words:
            _look_up(tx, words, how, table)
    return replace(where, looked_up=True)


def _look_up(tx: Transaction, words: Iterable[str], how: str, table: str) -> None:
    clauses: list[str] = []
    marks: dict[str, object] = {}
    for i, word in enumerate(words):
        like, marks[f"w{i}"] = part_of(word)
        like = like.format(f":w{i}")
        named = f"SELECT source, customer FROM customer WHERE COALESCE(name, customer) {like}"
        clauses.append(
            f"(st.ticket {like} OR st.subject {like} OR (st.source, st.customer) IN ({named}) OR (st.customer {like} "
            "AND (st.source, st.customer) NOT IN (SELECT source, customer FROM customer)))"
        )
    made = "(source TEXT NOT NULL, ticket TEXT NOT NULL, PRIMARY KEY (source, ticket)) WITHOUT ROWID"
    found = f"SELECT st.source, st.ticket FROM ticket st WHERE {how.join(clauses)} ORDER BY 1, 2"
    tx.aside((f"CREATE TEMP TABLE {table} {made}", {}), (f"INSERT INTO temp.{table} {found}", marks))
