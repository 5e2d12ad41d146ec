"""``cxtui console``: the floor, live, in the terminal."""

from cxtui.cli.examples import examples
from cxtui.cli.options import (
    AsciiOption,
    AtOption,
    DebugOption,
    LanguageOption,
    MouseOption,
    SlowOption,
    StoreOption,
    ThemeOption,
)

EPILOG = examples(
    "cxtui",
    "cxtui console --store team.db --theme light",
    'cxtui console --at "2016-03-31 23:59"',
)


def console(
    store: StoreOption = None,
    at: AtOption = None,
    ascii: AsciiOption = False,
    theme: ThemeOption = None,
    language: LanguageOption = None,
    no_mouse: MouseOption = False,
    slow: SlowOption = False,
    debug: DebugOption = False,
) -> int:
    """Show the floor live; this is what cxtui alone does.

    Headline numbers, queue volume, first responses next to breach, agents, escalations. Press ? for the keys,
    q to quit.
    """
    from cxtui.console.run import run_console
    from cxtui.store.instants import instant_in
    from cxtui.store.paths import store_path

    path = store_path(store)
    # What the command line does not ask for is left to the user's own settings.
    mouse = False if no_mouse else None
    return run_console(
        path, instant_in(path, at), theme=theme, language=language, ascii=ascii or None, mouse=mouse,
        slow=slow or None, debug=debug,
    )  # fmt: skip
