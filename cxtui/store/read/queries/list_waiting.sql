-- Tickets that wait for a first response at an instant, next to breach first, with what a batch may change.
SELECT u.source, u.ticket, u.priority, u.team, u.agent, u.due_at, u.target_s FROM (
  SELECT f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee AS agent, f.created_at, f.due_at,
    f.target_s
  FROM ticket_fact f
  WHERE f.waits_until > :at AND f.created_at <= :at
    AND EXISTS (SELECT 1 FROM backlog_span b
      WHERE b.source = f.source AND b.ticket = f.ticket AND b.from_at <= :at AND b.to_at > :at)
    AND NOT EXISTS (SELECT 1 FROM event e
      WHERE e.source = f.source AND e.ticket = f.ticket AND e.kind = 'abandoned' AND e.occurred_at <= :at)
) u
WHERE :where
ORDER BY u.due_at IS NULL, u.due_at, u.created_at, u.source, u.ticket LIMIT :most
