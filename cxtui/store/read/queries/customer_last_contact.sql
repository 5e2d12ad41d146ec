-- A customer's last contact until an instant: spam, merged and deleted tickets are none.
SELECT t.created_at
FROM ticket t
CROSS JOIN ticket_fact f ON f.source = t.source AND f.ticket = t.ticket AND f.excluded = 0
WHERE t.source = :source AND t.customer = :customer AND t.created_at <= :at
ORDER BY t.created_at DESC LIMIT 1
