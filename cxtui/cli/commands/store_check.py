"""``cxtui store check``: whether a store is sound."""

from cxtui.cli.examples import examples
from cxtui.cli.options import Format, FormatOption, StoreOption

EPILOG = examples("cxtui store check", "cxtui store check --store team.db && echo sound")


def check(store: StoreOption = None, format: FormatOption = Format.text) -> int:
    """Check the file, and every kept number against a rebuilt one.

    Pages, tables, indexes, the files beside it; then all facts and buckets are made anew beside the store and
    compared, cell for cell. Nothing is written. The exit code is 1 when something is wrong.
    """
    from cxtui.cli.interrupts import interruptible
    from cxtui.cli.progress import stages
    from cxtui.report import stores
    from cxtui.store import rebuilt
    from cxtui.store.check import check as look_over
    from cxtui.store.paths import store_path

    path = store_path(store)
    with interruptible("nothing was written"), stages() as stage:
        stage("pages, tables and indexes")
        report = look_over(path)
        compared = rebuilt.compare(path, stage) if rebuilt.comparable(report) else None
    if format is Format.json:
        print(stores.check_json(report, compared))
    else:
        print("\n".join(stores.check_text(report, compared)))
    return 0 if report.sound and compared is not None and compared.sound else 1
