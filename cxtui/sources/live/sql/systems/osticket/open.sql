SELECT t.ticket_id AS ticket
FROM ost_ticket t
JOIN ost_ticket_status s ON s.id = t.status_id
WHERE s.state = 'open'
