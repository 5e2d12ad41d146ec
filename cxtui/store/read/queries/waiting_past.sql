-- Tickets that waited for a first response at an instant after which the history goes on: those that a later
-- reply found solved or abandoned at the instant did not wait then. Next to breach first.
SELECT f.source, f.ticket, f.priority, f.team, f.assignee, f.due_at, f.target_s
FROM ticket_fact f
WHERE f.waits_until > :at AND f.created_at <= :at
  AND EXISTS (SELECT 1 FROM backlog_span b
    WHERE b.source = f.source AND b.ticket = f.ticket AND b.from_at <= :at AND b.to_at > :at)
  AND NOT EXISTS (SELECT 1 FROM event e
    WHERE e.source = f.source AND e.ticket = f.ticket AND e.kind = 'abandoned' AND e.occurred_at <= :at)
ORDER BY f.due_at IS NULL, f.due_at, f.created_at, f.source, f.ticket LIMIT :most
