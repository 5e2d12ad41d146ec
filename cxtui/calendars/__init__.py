"""Opening hours: calendars in local zones, and the UTC intervals they become."""

from cxtui.calendars.calendar import Calendar
from cxtui.calendars.expand import ORIGIN, expand, rows
from cxtui.calendars.hours import OpenHours
from cxtui.calendars.text import CalendarError, Closure
from cxtui.calendars.zones import friendly_zones, iana

__all__ = [
    "ORIGIN",
    "Calendar",
    "CalendarError",
    "Closure",
    "OpenHours",
    "expand",
    "friendly_zones",
    "iana",
    "rows",
]
