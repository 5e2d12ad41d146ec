"""``cxtui review triggers``: what is to be looked into, and why."""

from cxtui.cli.examples import examples
from cxtui.cli.options import AtOption, FormatOption, OutputFormat, StoreOption

EPILOG = examples("cxtui review", 'cxtui review --at "2016-03-31 23:59"', "cxtui review triggers --format json")


def triggers(store: StoreOption = None, at: AtOption = None, format: FormatOption = OutputFormat.text) -> int:
    """Evaluate and list every trigger; cxtui review alone does this.

    Each is shown with its evidence. What fires is kept beside the store until it clears: FIRED stands, done was
    dealt with, ok does not hold, and – cannot be told. With --at nothing is written, and HOLDS is what would have
    fired then. The exit code is 1 while anything stands fired or holds.
    """
    import json

    from cxtui.cli.reviewing import review
    from cxtui.report.review import review_document, review_text

    found = review(store, at)
    if format is OutputFormat.json:
        print(json.dumps(review_document(found.readings, found.view, found.at, found.zone), indent=2))
    else:
        print("\n".join(review_text(found.readings, found.view, found.at, found.zone)))
    if not found.kept:
        return 4
    held = {one.trigger for one in found.view.firings}
    return 1 if found.view.active or any(one.holds and one.trigger not in held for one in found.readings) else 0
