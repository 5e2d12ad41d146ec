"""Words and coverages that many definitions share."""

GONE = "spam, deleted tickets, tickets merged into another (the survivor counts once)"
NO_REPLY = (
    f"{GONE}; private notes, bots and automatic messages are no reply; where an agent opened the ticket with a "
    "public message, the second one counts"
)
TYPE_7 = "quantiles by type 7 of Hyndman and Fan (1996), exact up to 10,000 units, from log buckets beyond"
HOURS = "Only the ticket's opening hours count."

REPLIES = ("messages", "first_response")
SOLVES = ("status", "resolution")
