-- Tickets that wait for a first response at the instant and have not missed it yet: seconds since the wait began.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.waits_from AS moment, f.assignee AS agent,
  f.channel, f.team, f.priority, f.tier,
  :at - f.waits_from AS value
FROM ticket_fact f
WHERE f.waits_until > :at AND f.waits_from <= :at
  AND (f.due_at IS NULL OR f.due_at > :at)
  AND EXISTS (SELECT 1 FROM backlog_span b
    WHERE b.source = f.source AND b.ticket = f.ticket AND b.from_at <= :at AND b.to_at > :at)
UNION ALL
SELECT f.source, f.ticket, 'wait ' || w.seq, f.created_at, w.from_at, f.assignee,
  f.channel, f.team, f.priority, f.tier,
  :at - w.from_at
FROM earlier_wait w
JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
WHERE w.until > :at AND w.from_at <= :at
  AND (w.due_at IS NULL OR w.due_at > :at)
  AND EXISTS (SELECT 1 FROM backlog_span b
    WHERE b.source = w.source AND b.ticket = w.ticket AND b.from_at <= :at AND b.to_at > :at)
