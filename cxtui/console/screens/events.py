"""The page of events: what has happened on the floor, the newest first."""

from cxtui.console.keys import KeyTable
from cxtui.console.picture import Picture
from cxtui.console.screens.linked import LinkedPage
from cxtui.console.sheets.events import events
from cxtui.console.sheets.links import Written
from cxtui.language import _


class EventsPage(LinkedPage):
    """The events that the console keeps; while it is open they are seen as they come."""

    def __init__(self, picture: Picture, keys: KeyTable, ascii: bool) -> None:
        super().__init__(picture, keys, _("What has happened"), ascii)

    def see(self) -> None:
        """Note that people see what happens."""
        self.picture.looked()

    def written(self, width: int) -> Written:
        """Return the events, and the tickets and agents to which they lead."""
        floor = self.picture.floor
        if floor is None:
            return events((), 0, "UTC", width, self.ascii)
        now = self.picture.instant()
        found = events(self.picture.events.until(now), now, floor.zone, width, self.ascii)
        if self.chosen is None:
            self.chosen = next(iter(found.links.values()), None)
        return found
