"""``cxtui store check``: whether a store is sound, and what makes its numbers doubtful."""

from typing import Annotated

import typer

from cxtui.cli.examples import examples
from cxtui.cli.options import FormatOption, OutputFormat, StoreOption

EPILOG = examples(
    "cxtui store check",
    "cxtui store check --store team.db && echo sound",
    "cxtui store check --strict --format json",
)


def check(
    strict: Annotated[bool, typer.Option("--strict", help="Fail for doubts too, not only for what is wrong.")] = False,
    store: StoreOption = None,
    format: FormatOption = OutputFormat.text,
) -> int:
    """Check the file, every kept number against a rebuilt one, and what makes numbers doubtful.

    Pages, tables, indexes, the files beside it; then all facts and buckets are made anew beside the store and
    compared, cell for cell. Doubts are told by source: records that contradict themselves, rows and answers that
    count nowhere, unknown agents, machines taken for people, clocks, silences in the feed. Nothing is written.
    The exit code is 1 when something is wrong; doubts leave it 0 unless --strict is given.
    """
    from cxtui.cli.interrupts import interruptible
    from cxtui.cli.progress import stages
    from cxtui.kpis.data_quality import scan
    from cxtui.report import stores
    from cxtui.store import rebuilt
    from cxtui.store.check import check as look_over
    from cxtui.store.paths import store_path

    path = store_path(store)
    with interruptible("nothing was written"), stages() as stage:
        stage("pages, tables and indexes")
        report = look_over(path)
        whole = rebuilt.comparable(report)
        doubts = scan(path, stage) if whole else None
        compared = rebuilt.compare(path, stage) if whole else None
    if format is OutputFormat.json:
        print(stores.check_json(report, compared, doubts))
    else:
        print("\n".join([*stores.check_text(report, compared), *stores.doubts_text(doubts)]))
    sound = report.sound and compared is not None and compared.sound
    return 1 if not sound or (strict and doubts) else 0
