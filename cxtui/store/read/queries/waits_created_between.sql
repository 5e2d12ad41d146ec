-- Tickets created at instants of [from_at, to_at] that have a first-response clock: created_at, first_reply_s.
SELECT created_at, first_reply_s FROM ticket_fact
WHERE created_at >= :from_at AND created_at <= :to_at AND excluded = 0 AND waits_until IS NOT NULL
