SELECT
  t.id AS ticket,
  t.change_time AS version_at,
  COALESCE((SELECT MAX(h.id) FROM ticket_history h WHERE h.ticket_id = t.id), 0) AS version_seq,
  t.create_time AS created_at,
  (
    SELECT CASE k.name WHEN 'Email' THEN 'email' WHEN 'Phone' THEN 'phone' WHEN 'Chat' THEN 'chat' END
    FROM article a
    JOIN communication_channel k ON k.id = a.communication_channel_id
    WHERE a.ticket_id = t.id
    ORDER BY a.id
    LIMIT 1
  ) AS channel,
  t.queue_id AS team,
  p.name AS priority,
  t.customer_user_id AS customer,
  t.title AS subject
FROM (
  SELECT id FROM ticket WHERE change_time >= :since AND change_time < :until
  UNION
  SELECT ticket_id FROM ticket_history WHERE create_time >= :since AND create_time < :until
  UNION
  SELECT id FROM ticket WHERE id IN (:tickets)
) c
JOIN ticket t ON t.id = c.id
JOIN ticket_priority p ON p.id = t.ticket_priority_id
