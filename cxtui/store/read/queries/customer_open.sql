-- A customer's tickets that were open at an instant, the oldest first, with how many there were: by the customer.
SELECT t.ticket, COUNT(*) OVER ()
FROM ticket t
CROSS JOIN backlog_span b ON b.source = t.source AND b.ticket = t.ticket AND b.from_at <= :at AND b.to_at > :at
WHERE t.source = :source AND t.customer = :customer AND t.created_at <= :at
ORDER BY t.created_at, t.ticket LIMIT :most
