SELECT t.id AS ticket, 'due_first_response_at' AS metric, NULLIF(t.escalation_response_time, 0) AS value,
  t.change_time AS version_at
FROM ticket t
WHERE t.id IN (:tickets)
UNION ALL
SELECT t.id, 'due_resolution_at', NULLIF(t.escalation_solution_time, 0), t.change_time
FROM ticket t
WHERE t.id IN (:tickets)
