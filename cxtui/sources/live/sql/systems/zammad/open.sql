SELECT t.id AS ticket
FROM tickets t
JOIN ticket_states s ON s.id = t.state_id
JOIN ticket_state_types k ON k.id = s.state_type_id
WHERE k.name NOT IN ('closed', 'merged', 'removed')
