-- Open tickets at an instant, whether somebody holds them, and what a batch may change: meant for a reader of what one
-- agent may see.
SELECT f.source, f.ticket, f.assignee IS NOT NULL, f.priority, f.team, f.status, f.created_at,
  CASE WHEN w.ticket IS NULL THEN f.due_at ELSE w.due_at END,
  CASE WHEN w.ticket IS NULL THEN f.target_s ELSE w.target_s END,
  CASE WHEN w.ticket IS NULL THEN f.target_calendar ELSE w.target_calendar END,
  CASE WHEN w.ticket IS NULL THEN f.waits_until ELSE w.until END,
  CASE WHEN w.ticket IS NULL THEN f.waits_from ELSE w.from_at END,
  (SELECT n.asked_at FROM customer_turn n
   WHERE n.source = f.source AND n.ticket = f.ticket AND n.asked_at <= :at AND n.excluded = 0
     AND (n.replied_at IS NULL OR n.replied_at > :at) AND (n.closed_at IS NULL OR n.closed_at > :at)
   ORDER BY n.asked_at LIMIT 1)
FROM backlog_span b
JOIN ticket_fact f ON f.source = b.source AND f.ticket = b.ticket
LEFT JOIN earlier_wait w ON f.waits_from > :at AND w.source = f.source AND w.ticket = f.ticket AND w.from_at <= :at
  AND w.until > :at
WHERE b.to_at > :at AND b.from_at <= :at
