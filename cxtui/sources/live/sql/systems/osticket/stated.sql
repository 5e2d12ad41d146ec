SELECT
  t.ticket_id AS ticket,
  'due_resolution_at' AS metric,
  UNIX_TIMESTAMP(COALESCE(t.duedate, t.est_duedate)) AS value,
  UNIX_TIMESTAMP(GREATEST(t.created, COALESCE(t.updated, t.created), COALESCE(t.lastupdate, t.created))) AS version_at
FROM (
  SELECT ticket_id
  FROM ost_ticket
  WHERE GREATEST(created, COALESCE(updated, created), COALESCE(lastupdate, created)) >= FROM_UNIXTIME(:since_epoch)
    AND GREATEST(created, COALESCE(updated, created), COALESCE(lastupdate, created)) < FROM_UNIXTIME(:until_epoch)
  UNION
  SELECT ticket_id FROM ost_ticket WHERE ticket_id IN (:tickets)
) c
JOIN ost_ticket t ON t.ticket_id = c.ticket_id
