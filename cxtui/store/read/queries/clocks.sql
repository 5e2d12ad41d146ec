-- The targets that stood over a ticket's waits until an instant, in order.
SELECT metric, from_at, calendar, due_at, outcome_at, met, ended_at, state, why, seq, stated FROM clock_fact
WHERE source = :source AND ticket = :ticket AND from_at <= :at ORDER BY metric, seq
