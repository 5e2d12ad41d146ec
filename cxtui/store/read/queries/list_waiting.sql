-- Tickets that wait for a first response at an instant, next to breach first, with what a batch may change.
SELECT u.source, u.ticket, u.priority, u.team, u.agent, u.due_at, u.target_s, u.calendar FROM (
  SELECT f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee AS agent, f.created_at, f.due_at,
    f.target_s, f.target_calendar AS calendar
  FROM ticket_fact f
  WHERE f.waits_until > :at AND f.waits_from <= :at
    AND EXISTS (SELECT 1 FROM backlog_span b
      WHERE b.source = f.source AND b.ticket = f.ticket AND b.from_at <= :at AND b.to_at > :at)
  UNION ALL
  SELECT f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee, f.created_at, w.due_at, w.target_s,
    w.target_calendar
  FROM earlier_wait w
  JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
  WHERE w.until > :at AND w.from_at <= :at
    AND EXISTS (SELECT 1 FROM backlog_span b
      WHERE b.source = w.source AND b.ticket = w.ticket AND b.from_at <= :at AND b.to_at > :at)
) u
WHERE :where
ORDER BY u.due_at IS NULL, u.due_at, u.created_at, u.source, u.ticket LIMIT :most
