"""What is wrong with the store, on a numbered screen: in lines above the picture, or alone while there is none."""

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from cxtui.console.draw.wrap import WIDEST, wrapped
from cxtui.console.freshness import WORDS, role
from cxtui.console.picture import Picture
from cxtui.language import N_, _
from cxtui.text.plain import safe

IMPORT = N_("Your own records:  cxtui import FILE")
DEMO = N_("Enter:  look at the demo, an invented floor; nothing of yours is touched")
RECOVERY = N_("The floor comes up here by itself once it can be read.")


class Notice(Static):
    """Words about the store; what they say is drawn anew only when it differs."""

    DEFAULT_CSS = """
    Notice { height: auto; max-height: 3; padding: 0 1; color: $bad; text-style: $bad-style; }
    Notice.-alone {
        height: 1fr; max-height: 100%; content-align: center middle; text-align: center;
        color: $ink; text-style: none;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self._noticed: tuple[object, ...] | None = None

    def tell(self, picture: Picture, width: int, *, fits: bool) -> None:
        """Say what is wrong: in the middle while there is no picture, else in lines above it.

        ``width`` is that of the screen, which ``fits`` unless it is too small for anything.
        """
        alone = picture.floor is None
        words = picture.opening() if alone and picture.trouble is None else picture.advice
        state = (picture.trouble, words, alone, width if alone else 0)
        if state != self._noticed:
            self._noticed = state
            self.set_class(alone, "-alone")
            self.update(_words(picture, width) if alone else Content(safe(_(picture.advice))))
        self.display = fits and (alone or picture.trouble is not None)


def _words(picture: Picture, width: int) -> Content:
    """Return what stands in the place of a picture: the trouble, what to do, and what happens then."""
    if picture.trouble is None:
        return Content(_(picture.opening())).stylize("$faint")
    advice = "\n".join(wrapped(_(picture.advice), min(width - 4, WIDEST), 8))
    word = (_(WORDS[picture.trouble]), f"bold ${role(picture.trouble)}")
    said: list[str | tuple[str, str | Style]] = [word, "\n\n", advice, "\n\n"]
    if picture.offers_demo:
        said += [(_(IMPORT), "bold"), "\n", (_(DEMO), "bold $accent"), "\n\n"]
    return Content.assemble(*said, (_(RECOVERY), "$faint"))
