SELECT
  t.ticket_id AS ticket,
  UNIX_TIMESTAMP(GREATEST(t.created, COALESCE(t.updated, t.created), COALESCE(t.lastupdate, t.created))) AS version_at,
  -- Times have whole seconds; what happens is numbered.
  COALESCE(
    (
      SELECT MAX(e.id)
      FROM ost_thread h
      JOIN ost_thread_event e ON e.thread_id = h.id
      WHERE h.object_id = t.ticket_id AND h.object_type IN ('T', 'C')
    ),
    0
  ) AS version_seq,
  UNIX_TIMESTAMP(t.created) AS created_at,
  CASE t.source WHEN 'Other' THEN NULL ELSE LOWER(t.source) END AS channel,
  NULLIF(t.dept_id, 0) AS team,
  (
    SELECT COALESCE(p.priority_desc, v.value)
    FROM ost_form_entry f
    JOIN ost_form_entry_values v ON v.entry_id = f.id
    JOIN ost_form_field d ON d.id = v.field_id
    LEFT JOIN ost_ticket_priority p ON p.priority_id = v.value_id
    WHERE f.object_type = 'T' AND f.object_id = t.ticket_id AND d.name = 'priority'
    ORDER BY f.id
    LIMIT 1
  ) AS priority,
  o.topic,
  CASE WHEN t.user_id > 0 THEN CONCAT('user-', t.user_id) END AS customer,
  (
    SELECT v.value
    FROM ost_form_entry f
    JOIN ost_form_entry_values v ON v.entry_id = f.id
    JOIN ost_form_field d ON d.id = v.field_id
    WHERE f.object_type = 'T' AND f.object_id = t.ticket_id AND d.name = 'subject'
    ORDER BY f.id
    LIMIT 1
  ) AS subject,
  CASE WHEN t.ticket_pid > 0 AND t.flags & 3 > 0 THEN t.ticket_pid END AS merged_into
FROM (
  SELECT ticket_id
  FROM ost_ticket
  WHERE GREATEST(created, COALESCE(updated, created), COALESCE(lastupdate, created)) >= FROM_UNIXTIME(:since_epoch)
    AND GREATEST(created, COALESCE(updated, created), COALESCE(lastupdate, created)) < FROM_UNIXTIME(:until_epoch)
  UNION
  SELECT ticket_id FROM ost_ticket WHERE ticket_id IN (:tickets)
) c
JOIN ost_ticket t ON t.ticket_id = c.ticket_id
LEFT JOIN ost_help_topic o ON o.topic_id = t.topic_id
