-- Entries into the backlog: created, reopened, unmerged or restored.
SELECT b.source, b.ticket, CAST(b.seq AS TEXT) AS unit, f.created_at, b.from_at AS moment, f.assignee AS agent,
  f.channel, f.team, f.priority, f.tier,
  1 AS value
FROM backlog_span b
JOIN ticket_fact f ON f.source = b.source AND f.ticket = b.ticket
WHERE b.from_at >= :from_at AND b.from_at < :to_at AND b.to_at > :from_at
