-- How many tickets wait for a first response at an instant, and how many of them past their promise.
SELECT COUNT(*), COALESCE(SUM(CASE WHEN u.due_at <= :at THEN 1 ELSE 0 END), 0) FROM (
  SELECT f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee AS agent, f.due_at
  FROM ticket_fact f
  WHERE f.waits_until > :at AND f.created_at <= :at
    AND EXISTS (SELECT 1 FROM backlog_span b
      WHERE b.source = f.source AND b.ticket = f.ticket AND b.from_at <= :at AND b.to_at > :at)
    AND NOT EXISTS (SELECT 1 FROM event e
      WHERE e.source = f.source AND e.ticket = f.ticket AND e.kind = 'abandoned' AND e.occurred_at <= :at)
) u
WHERE :where
