-- Exits from the backlog: solved, closed, merged, deleted or spam.
SELECT b.source, b.ticket, CAST(b.seq AS TEXT) AS unit, f.created_at, b.to_at AS moment, f.assignee AS agent,
  f.channel, f.team, f.priority, f.tier,
  1 AS value
FROM backlog_span b
JOIN ticket_fact f ON f.source = b.source AND f.ticket = b.ticket
WHERE b.to_at >= :from_at AND b.to_at < :to_at
