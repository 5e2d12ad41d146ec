"""The page of the helpdesks whose own exports are read: ``python -m cxtui.sources.helpdesks > docs/helpdesks.md``."""

import re

from cxtui.sources.loading import load_mapping
from cxtui.sources.promises import promises
from cxtui.sources.signatures import products

HEAD = """\
# Helpdesks: whose exports open unprepared

    cxtui import tickets-export.csv

The columns tell whose export a file is, or the keys of its objects: in any order, some missing, others of your own
among them. Where two helpdesks fit, or none, an error says so and what to write: `--as NAME`. The name of the helpdesk
is enough where it has several kinds of export. Words of a status that are not known stay as they are; times without a
zone are taken as UTC where the export names none, unless `--zone` says another.

Six helpdesks are followed in their own database, without an export: Zammad, osTicket, Chatwoot, Znuny and OTRS, GLPI,
FreeScout: [follow.md](follow.md#a-helpdesks-own-database).

What Singer taps write is read too, of five helpdesks with their streams known: [follow.md](follow.md#any-singer-tap).

This page is made from the mappings in `cxtui/sources/mappings`. To read another file, see [mappings.md](mappings.md);
`cxtui map FILE` drafts a mapping, on a screen to correct it.

"""
TAIL = """\

What a cell says: *stated*, as a column of the export claims it; *from messages* and *from statuses*, worked out from
what happened; *from daily exports*, from the second export on, by what changed between them; *–*, the export has
nothing that could say it. What a file of your own lacks is "–" too, whatever stands here.
"""


def text() -> str:
    """Return the page."""
    lines = [HEAD + _summary(), "\n## What each covers\n"]
    for product, names in sorted(products().items()):
        for name in names:
            mapping = load_mapping(name)
            lines.append(f"**`{name}`** ({mapping.about}; kept as `{product}`)\n")
            found = promises(mapping)
            known = ", ".join(f"{one.what} ({one.how})" for one in found if one.how)
            lost = ", ".join(one.what for one in found if not one.how)
            lines.append(f"Known: {known}.\nStays –: {lost or 'nothing'}.\n")
    return "\n".join(lines)


def _summary() -> str:
    columns = ("backlog", "first response", "resolution", "satisfaction")
    rows = [
        "| `--as` | reads | " + " | ".join(columns) + " |",
        "| --- | --- | " + " | ".join("---" for _ in columns) + " |",
    ]
    for names in (names for _, names in sorted(products().items())):
        for name in names:
            mapping = load_mapping(name)
            how = {one.what: one.how or "–" for one in promises(mapping)}
            about = re.sub(r"\|", "/", mapping.about)
            rows.append(f"| `{name}` | {about} | " + " | ".join(how[one] for one in columns) + " |")
    return "\n".join(rows) + "\n" + TAIL


if __name__ == "__main__":
    print(text(), end="")
