-- Running service-level clocks of open tickets that break within an hour of the instant if nothing happens: seconds
-- that are left until then.
SELECT f.source, f.ticket, 'first_response' AS unit, f.created_at, f.waits_from AS moment, f.assignee AS agent,
  f.channel, f.team, f.priority, f.tier,
  f.due_at - :at AS value
FROM backlog_span b
CROSS JOIN ticket_fact f ON f.source = b.source AND f.ticket = b.ticket
WHERE b.to_at > :at AND b.from_at <= :at AND f.waits_until > :at AND f.waits_from <= :at AND f.due_at > :at
  AND f.due_at <= :at + 3600
UNION ALL
SELECT w.source, w.ticket, 'first_response ' || w.seq, f.created_at, w.from_at, f.assignee,
  f.channel, f.team, f.priority, f.tier,
  w.due_at - :at
FROM backlog_span b
CROSS JOIN earlier_wait w ON w.source = b.source AND w.ticket = b.ticket
JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
WHERE b.to_at > :at AND b.from_at <= :at AND w.until > :at AND w.from_at <= :at AND w.due_at > :at AND w.due_at <= :at + 3600
UNION ALL
SELECT c.source, c.ticket, c.metric || ' ' || c.seq, f.created_at, c.from_at, f.assignee,
  f.channel, f.team, f.priority, f.tier,
  CASE WHEN s.ticket IS NULL THEN c.due_at ELSE s.due_at END - :at
FROM backlog_span b
CROSS JOIN clock_fact c ON c.source = b.source AND c.ticket = b.ticket
LEFT JOIN clock_step s ON s.source = c.source AND s.ticket = c.ticket AND s.metric = c.metric AND s.seq = c.seq
  AND s.from_at <= :at AND s.to_at > :at
CROSS JOIN ticket_fact f ON f.source = c.source AND f.ticket = c.ticket
WHERE b.to_at > :at AND b.from_at <= :at AND c.from_at <= :at AND (c.ended_at IS NULL OR c.ended_at > :at)
  AND c.metric <> 'first_response'
  AND CASE WHEN s.ticket IS NULL THEN c.due_at ELSE s.due_at END > :at
  AND CASE WHEN s.ticket IS NULL THEN c.due_at ELSE s.due_at END <= :at + 3600
