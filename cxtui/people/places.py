"""Every kind of file in which people's data can rest: one list, which a test holds complete."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of file: where it is, what of people is in it, for how long, what ``cxtui store erase`` does to it.

    ``written_by`` are the modules that open files of this kind for writing, without ``cxtui.``.
    """

    name: str
    where: str
    holds: str
    how_long: str
    erased: str
    written_by: tuple[str, ...]


PLACES: tuple[Place, ...] = (
    Place(
        "store", "`floor.db` with `-wal` and `-shm`",
        "names and ids of customers and agents, subjects, comments of surveys, who did what when",
        "until `cxtui store keep` lets tickets leave, or `erase`", "ids become pseudonyms, texts go, the file is "
        "written anew and its log cut",
        (
            "store.writer", "store.wal", "store.migrations", "store.publish", "store.adbc", "store.pipeline",
            "store.read.reader",
            "store.rebuilt", "store.import_log", "store.people.cleaning", "importing.erased",
            "importing.corrections", "store.origins", "store.feeds", "store.staff",
        ),
    ),
    Place(
        "new store", "`.floor.db.building`", "the same, while a first import makes the store",
        "minutes; the next first import removes what a killed one left", "removed", ("store.publish",),
    ),
    Place(
        "refused rows", "in the store, table `reject`", "rows of files as they were read",
        "`rejects_days`, 30 days", "emptied where they name the person; counts stay", (),
    ),
    Place(
        "keys", "`floor.keys`; `tombstone.keys` in an exported folder",
        "keys with which tombstones are told apart, no id",
        "as long as the store", "stays: with it later rows are recognised", ("store.people.keys",),
    ),
    Place(
        "lock", "`floor.db.lock`; `floor.NAME.feed.lock` of each followed source",
        "the number of the importing process", "always there", "nothing to erase", ("store.lock",),
    ),
    Place(
        "health of followed sources", "`floor.NAME.feed.json`",
        "when a source was last asked, what hinders it; examples of what was not understood, at most five, which may "
        "name a ticket or quote 80 characters of a row",
        "written anew at each round; `cxtui follow forget` removes it", "not reached: the next round writes it anew",
        ("health.files",),
    ),
    Place(
        "webhooks that wait", "`floor.hooks.db` with `-wal` and `-shm`, mode 0600",
        "the ids of tickets that webhooks told of; nothing else of what they say is kept",
        "seconds, until the helpdesk was asked; that one came is remembered for a quarter of an hour",
        "not reached: it names nobody", ("store.spool",),
    ),
    Place(
        "sources", "`sources.toml` of whoever follows", "addresses, and where secrets are; never a secret",
        "until the user deletes it", "not reached", (),
    ),
    Place(
        "desk", "`floor.desk.db` with `-wal` and `-shm`",
        "who took a trigger up, actions with their owners, notes, named changes",
        "until somebody deletes the file", "names and ids become pseudonyms, what may be a name is shown",
        ("desk.schema", "desk.desk", "desk.erasing"),
    ),
    Place(
        "logs", "`console.log`, `console.log.1` and `error.log` in the folder that `cxtui paths` names, mode 0600",
        "what went wrong, with whatever text was in it", "the newest megabyte, twice",
        "lines of your own logs are masked, those of other users are not reached",
        ("console.run", "cli.failures", "settings.private", "people.logs"),
    ),
    Place(
        "import folders", "`cxtui-import-*` in the folder for temporary files, mode 0700",
        "rows of files on their way",
        "while an import runs; the next import or `erase` removes what a killed one left",
        "left ones are removed", (
            "importing.spill", "sources.staging", "sources.rejects", "sources.archives", "sources.documents",
            "sources.encodings", "sources.prepare", "sources.sheets", "sources.looking", "importing.piped",
            "sources.singer.streams",
        ),
    ),
    Place(
        "tap folders", "`cxtui-tap-*` in the folder for temporary files, mode 0700",
        "records of a Singer tap on their way, and its configuration with the secret that it was given",
        "while the tap runs; delete what a killed one left", "not reached",
        ("sources.live.singer.choices", "sources.live.singer.chunk"),
    ),
    Place(
        "drafted mappings", "where `cxtui map` was told to write", "three sample cells of each column, as comments",
        "until the user deletes them", "not reached",
        ("cli.commands.mapper", "console.mapping.editing"),
    ),
    Place(
        "export folders", "`cxtui-export-*` in the folder for temporary files, mode 0700",
        "rows on their way to a Parquet file", "while an export runs; delete what a killed one left",
        "not reached", ("exporting.writers.parquet",),
    ),
    Place(
        "exports", "wherever they were asked for", "whatever was asked for, a whole store too",
        "as long as their owner keeps them", "not reached",
        ("exporting.canonical", "exporting.writers.parquet", "cli.exported"),
    ),
    Place(
        "own settings", "`settings.toml` of each user", "saved filters, which may have an id or a name in them",
        "until the user deletes them", "not reached", ("settings.filters",),
    ),
    Place(
        "authorized keys", "`authorized_keys` of the agents' account", "the ids of agents with their public keys",
        "until a line is taken out", "not reached: take the line out", ("sshkeys.authorized",),
    ),
    Place(
        "invented floors", "where `cxtui demo` and the simulator are told to write", "nobody: all people are invented",
        "", "nothing to erase",
        ("simulator.folder", "demo.__init__", "demo.picture", "demo.child", "importing.bulk_rows"),
    ),
)  # fmt: skip
"""All of them. Completions of a filter are kept in memory alone, and so is what a console has on its screen."""
