SELECT
  t.id AS ticket,
  t.date_mod AS version_at,
  COALESCE((SELECT MAX(l.id) FROM glpi_logs l WHERE l.itemtype = 'Ticket' AND l.items_id = t.id), 0) AS version_seq,
  t.date AS created_at,
  LOWER(r.name) AS channel,
  (SELECT MIN(g.groups_id) FROM glpi_groups_tickets g WHERE g.tickets_id = t.id AND g.type = 2) AS team,
  t.priority,
  k.completename AS topic,
  (SELECT MIN(x.users_id) FROM glpi_tickets_users x WHERE x.tickets_id = t.id AND x.type = 1) AS customer,
  t.name AS subject,
  NULLIF(t.users_id_recipient, 0) AS opened_by,
  CASE WHEN t.users_id_recipient IN (
    SELECT x.users_id FROM glpi_tickets_users x WHERE x.tickets_id = t.id AND x.type = 1
  ) THEN 'customer' ELSE 'agent' END AS opened_by_kind,
  CASE t.is_deleted WHEN 1 THEN t.date_mod END AS deleted_at
FROM (
  SELECT id FROM glpi_tickets WHERE date_mod >= :since AND date_mod < :until
  UNION
  SELECT id FROM glpi_tickets WHERE id IN (:tickets)
) c
JOIN glpi_tickets t ON t.id = c.id
LEFT JOIN glpi_itilcategories k ON k.id = t.itilcategories_id
LEFT JOIN glpi_requesttypes r ON r.id = t.requesttypes_id
