"""Opening hours: calendars in local zones, and the UTC intervals they become."""

from cxtui.calendars.hours import OpenHours

__all__ = ["OpenHours"]
