-- Whose a ticket is, with the customer's name and tier.
SELECT t.customer, c.name, c.tier
FROM ticket t
LEFT JOIN customer c ON c.source = t.source AND c.customer = t.customer
WHERE t.source = :source AND t.ticket = :ticket
