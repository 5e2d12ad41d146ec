"""``cxtui store``: looking after the store."""

import typer

from cxtui.cli.commands import (
    store_anonymise,
    store_check,
    store_configure,
    store_erase,
    store_forget,
    store_info,
    store_keep,
    store_rejects,
    store_runs,
)
from cxtui.cli.examples import examples

EPILOG = examples("cxtui store info", "cxtui store check", "cxtui store configure floor.toml")

store = typer.Typer(
    name="store",
    help="Look into the store, check it, set what changes numbers, and take people out of it.",
    epilog=EPILOG,
    rich_markup_mode=None,
)
store.command("info", epilog=store_info.EPILOG)(store_info.info)
store.command("check", epilog=store_check.EPILOG)(store_check.check)
store.command("configure", epilog=store_configure.EPILOG)(store_configure.configure)
store.command("rejects", epilog=store_rejects.EPILOG)(store_rejects.rejects)
store.command("erase", epilog=store_erase.EPILOG)(store_erase.erase)
store.command("anonymise", epilog=store_anonymise.EPILOG)(store_anonymise.anonymise)
store.command("keep", epilog=store_keep.EPILOG)(store_keep.keep)
store.command("runs", epilog=store_runs.EPILOG)(store_runs.runs)
store.command("forget", epilog=store_forget.EPILOG)(store_forget.forget)
