-- Broken service-level clocks of open tickets that still wait at the instant: seconds since they broke.
SELECT f.source, f.ticket, 'first_response' AS unit, f.created_at, f.outcome_at AS moment, f.assignee AS agent,
  f.channel, f.team, f.priority, f.tier,
  :at - f.outcome_at AS value
FROM backlog_span b
CROSS JOIN ticket_fact f ON f.source = b.source AND f.ticket = b.ticket
WHERE b.to_at > :at AND b.from_at <= :at AND f.waits_until > :at AND f.waits_from <= :at AND f.met = 0
  AND f.outcome_at <= :at
UNION ALL
SELECT w.source, w.ticket, 'first_response ' || w.seq, f.created_at, w.outcome_at, f.assignee,
  f.channel, f.team, f.priority, f.tier,
  :at - w.outcome_at
FROM backlog_span b
CROSS JOIN earlier_wait w ON w.source = b.source AND w.ticket = b.ticket
JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
WHERE b.to_at > :at AND b.from_at <= :at AND w.until > :at AND w.from_at <= :at AND w.met = 0 AND w.outcome_at <= :at
UNION ALL
SELECT c.source, c.ticket, c.metric || ' ' || c.seq, f.created_at, c.outcome_at, f.assignee,
  f.channel, f.team, f.priority, f.tier,
  :at - c.outcome_at
FROM backlog_span b
CROSS JOIN clock_fact c ON c.source = b.source AND c.ticket = b.ticket
CROSS JOIN ticket_fact f ON f.source = c.source AND f.ticket = c.ticket
WHERE b.to_at > :at AND b.from_at <= :at AND c.met = 0 AND c.outcome_at <= :at AND c.metric <> 'first_response'
  AND c.counted = 1 AND (c.ended_at IS NULL OR c.ended_at > :at)
