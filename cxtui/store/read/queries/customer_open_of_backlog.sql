-- A customer's tickets that were open at an instant, the oldest first, with how many there were: by the backlog,
-- which is quicker where the customer has more tickets than that.
SELECT t.ticket, COUNT(*) OVER ()
FROM backlog_span b
CROSS JOIN ticket t ON t.source = b.source AND t.ticket = b.ticket
WHERE b.to_at > :at AND b.from_at <= :at AND b.source = :source AND t.customer = :customer
ORDER BY t.created_at, t.ticket LIMIT :most
