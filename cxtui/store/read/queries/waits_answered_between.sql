-- Waits for a first response of tickets created since :day_start that a reply ended at an instant of [from_at, to_at]:
-- when they began, and after how many seconds the reply came.
SELECT waits_from, answered_at - waits_from FROM ticket_fact
WHERE answered_at >= :from_at AND answered_at <= :to_at AND answered_at IS NOT NULL AND created_at >= :day_start
