"""Any Singer tap, started again and again with the state that it had got to."""

from cxtui.errors import SourceError
from cxtui.sources.live.options import FeedOptions, SourceMaker
from cxtui.sources.live.pace import Patience
from cxtui.sources.live.secrets import TELLING
from cxtui.sources.live.singer.choices import CONFIG, TapChoices
from cxtui.sources.packaged import SINGER, singer_mappings
from cxtui.toml import TomlTable

__all__ = ["EVERY_S", "KEYS", "configure"]

KEYS: tuple[str, ...] = ("command", "mapping", "silence")
EVERY_S = 300
"""A tap asks everything anew for what has changed: as often as its helpdesk's limits allow it, not more."""
SILENCE_S = 900


def configure(table: TomlTable) -> SourceMaker:
    """Return what makes such a source."""
    command = tuple(table.texts("command"))
    if not command or not all(command):
        table.fail(
            "command", 'must be the tap and its options: ["/opt/tap-zendesk/bin/tap-zendesk", "--config", "{config}"]'
        )
    for word in command:
        option, _, value = word.lstrip("-").partition("=")
        if option.casefold().replace("-", "_") in TELLING and value:
            table.fail("command", f"must not hold a secret ({option}=…): everybody can read what is started")
    if any(CONFIG in word for word in command) and not table.has("secret"):
        table.fail("secret", 'is missing; say where the config of the tap is: secret = { file = "tap-zendesk.json" }')
    name = table.text("mapping")
    name = SINGER + name if name in singer_mappings() else name
    try:
        from cxtui.sources.loading import load_mapping

        load_mapping(name)
    except SourceError as error:
        table.fail("mapping", f"cannot be used ({error}) For taps there are: {', '.join(singer_mappings())}")
    silence_s = table.duration("silence") if table.has("silence") else SILENCE_S
    choices = TapChoices(command, name, silence_s)

    def make(options: FeedOptions, patience: Patience) -> "SingerTap":
        return SingerTap(options, patience, choices)

    from cxtui.sources.live.singer.reader import SingerTap

    return make
