-- What the ticket's clocks that ever stood still showed at an instant.
SELECT metric, seq, kind, due_at, left_s FROM clock_step
WHERE source = :source AND ticket = :ticket AND from_at <= :at AND to_at > :at
