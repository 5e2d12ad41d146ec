SELECT t.id AS ticket
FROM ticket t
JOIN ticket_state s ON s.id = t.ticket_state_id
JOIN ticket_state_type k ON k.id = s.type_id
WHERE k.name NOT IN ('closed', 'merged', 'removed')
