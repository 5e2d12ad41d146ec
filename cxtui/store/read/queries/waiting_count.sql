-- Tickets that wait for a first response at an instant, and how many of them past their promise.
SELECT COUNT(*), SUM(CASE WHEN due_at <= :at THEN 1 ELSE 0 END) FROM ticket_fact
WHERE waits_until > :at AND waits_from <= :at
