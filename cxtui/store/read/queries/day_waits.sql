-- Waits for a first response that touch [from_at, at]: when each began, when it ended or will, and when its promise
-- breaks.
SELECT f.waits_from, f.waits_until, f.due_at FROM ticket_fact f
WHERE f.waits_until > :from_at AND f.waits_from <= :at
UNION ALL
SELECT w.from_at, w.until, w.due_at FROM earlier_wait w
WHERE w.until > :from_at AND w.from_at <= :at
