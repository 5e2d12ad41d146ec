SELECT 1 FROM ticket_fact LIMIT 1
