-- What a ticket is about, and whose it is.
SELECT t.subject, COALESCE(u.name, t.customer) FROM ticket t
LEFT JOIN customer u ON u.source = t.source AND u.customer = t.customer
WHERE t.source = :source AND t.ticket = :ticket
