-- Doubtful tickets by source and kind: tickets, how often it was found, and two of them.
SELECT source, kind, COUNT(*), SUM(count), MIN(ticket), MAX(ticket) FROM doubt GROUP BY source, kind
