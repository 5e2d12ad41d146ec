-- How many tickets wait for a first response at an instant, and how many of them past their promise.
SELECT COUNT(*), COALESCE(SUM(CASE WHEN u.due_at <= :at THEN 1 ELSE 0 END), 0) FROM (
  SELECT f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee AS agent, f.due_at
  FROM ticket_fact f
  WHERE f.waits_until > :at AND f.waits_from <= :at
    AND EXISTS (SELECT 1 FROM backlog_span b
      WHERE b.source = f.source AND b.ticket = f.ticket AND b.from_at <= :at AND b.to_at > :at)
  UNION ALL
  SELECT f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee, w.due_at
  FROM earlier_wait w
  JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
  WHERE w.until > :at AND w.from_at <= :at
    AND EXISTS (SELECT 1 FROM backlog_span b
      WHERE b.source = w.source AND b.ticket = w.ticket AND b.from_at <= :at AND b.to_at > :at)
) u
WHERE :where
