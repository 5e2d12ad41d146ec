-- Open tickets that have not left the backlog before: seconds since creation.
SELECT b.source, b.ticket, '' AS unit, f.created_at, b.from_at AS moment, f.assignee AS agent,
  f.channel, f.team, f.priority, f.tier,
  :at - f.created_at AS value
FROM backlog_span b
CROSS JOIN ticket_fact f ON f.source = b.source AND f.ticket = b.ticket
WHERE b.to_at > :at AND b.from_at <= :at AND b.seq = 1
