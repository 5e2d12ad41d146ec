"""``cxtui console``: the floor, live, in the terminal."""

from cxtui.cli.examples import examples
from cxtui.cli.look_options import ChosenLooks, with_looks
from cxtui.cli.options import AtOption, DebugOption, ScreenOption, StoreOption

EPILOG = examples(
    "cxtui",
    "cxtui console --store team.db --theme light",
    "cxtui console --screen agents",
    'cxtui console --at "2016-03-31 23:59"',
)


@with_looks()
def console(
    store: StoreOption = None,
    at: AtOption = None,
    screen: ScreenOption = None,
    *,
    chosen: ChosenLooks,
    debug: DebugOption = False,
) -> int:
    """Show the floor live; this is what cxtui alone does.

    Headline numbers, queue volume, first responses next to breach, agents, escalations. Press ? for the keys,
    q to quit.
    """
    from cxtui.console.run import run_console
    from cxtui.store.instants import instant_in
    from cxtui.store.paths import store_path

    def demo() -> int:
        from cxtui.demo import run
        from cxtui.demo.faces import face_of

        return run(chosen=chosen, face=face_of(screen, False, None))

    path = store_path(store)
    if at is not None and at.strip().lower() == "now":
        return run_console(path, chosen=chosen, screen=screen, debug=debug, from_end=False, demo=demo)
    return run_console(path, instant_in(path, at), chosen=chosen, screen=screen, debug=debug, demo=demo)
