-- Tickets that wait for a first response at an instant, next to breach first, with what a batch may change.
SELECT w.source, w.ticket, f.priority, f.team, f.assignee, w.due_at, f.target_s, f.target_calendar
FROM (
  SELECT source, ticket, due_at, created_at FROM ticket_fact
  WHERE waits_until > :at AND waits_from <= :at
  ORDER BY due_at IS NULL, due_at, created_at, source, ticket LIMIT :most
) w
JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
ORDER BY w.due_at IS NULL, w.due_at, w.created_at, w.source, w.ticket
