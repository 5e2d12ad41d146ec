SELECT t.id AS ticket, 'due_resolution_at' AS metric, UNIX_TIMESTAMP(t.time_to_resolve) AS value,
  t.date_mod AS version_at
FROM glpi_tickets t
WHERE t.id IN (:tickets) OR (t.date_mod >= :since AND t.date_mod < :until)
