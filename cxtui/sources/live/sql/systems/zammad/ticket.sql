WITH chosen AS (
  SELECT id FROM tickets WHERE updated_at >= :since AND updated_at < :until
  UNION
  SELECT id FROM tickets WHERE id IN (:tickets)
)
SELECT
  t.id AS ticket,
  t.updated_at AS version_at,
  CAST(extract(milliseconds FROM t.updated_at) AS integer) % 1000 AS version_seq,
  t.created_at,
  CASE y.name WHEN 'sms' THEN 'chat' WHEN 'note' THEN NULL ELSE y.name END AS channel,
  t.group_id AS team,
  p.name AS priority,
  t.customer_id AS customer,
  t.title AS subject,
  t.created_by_id AS opened_by,
  CASE WHEN t.created_by_id = 1 THEN 'system'
    WHEN t.created_by_id = t.customer_id THEN 'customer'
    WHEN EXISTS (
      SELECT 1 FROM roles_users u
      JOIN permissions_roles r ON r.role_id = u.role_id
      JOIN permissions m ON m.id = r.permission_id
      WHERE u.user_id = t.created_by_id AND m.name = 'ticket.agent'
    ) THEN 'agent'
    ELSE 'customer' END AS opened_by_kind,
  (
    SELECT h.id_to
    FROM histories h
    JOIN history_objects o ON o.id = h.history_object_id
    JOIN history_types k ON k.id = h.history_type_id
    WHERE h.o_id = t.id AND o.name = 'Ticket' AND k.name = 'merged_into'
    ORDER BY h.id DESC
    LIMIT 1
  ) AS merged_into
FROM chosen c
JOIN tickets t ON t.id = c.id
JOIN ticket_priorities p ON p.id = t.priority_id
LEFT JOIN ticket_article_types y ON y.id = t.create_article_type_id
