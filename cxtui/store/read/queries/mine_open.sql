-- Open tickets at an instant, whether somebody holds them, and what a batch may change: meant for a reader of what one
-- agent may see.
SELECT f.source, f.ticket, f.assignee IS NOT NULL, f.priority, f.team, f.status, f.created_at, f.due_at, f.target_s,
  f.target_calendar, f.waits_until, f.first_reply_at,
  (SELECT MIN(n.asked_at) FROM customer_turn n
   WHERE n.source = f.source AND n.ticket = f.ticket AND n.asked_at <= :at AND n.excluded = 0
     AND (n.replied_at IS NULL OR n.replied_at > :at) AND (n.closed_at IS NULL OR n.closed_at > :at))
FROM backlog_span b
JOIN ticket_fact f ON f.source = b.source AND f.ticket = b.ticket
WHERE b.to_at > :at AND b.from_at <= :at
