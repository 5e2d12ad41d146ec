WITH chosen AS (
  SELECT t.id, CASE WHEN t.id IN (:tickets) THEN 1 ELSE 0 END AS entire
  FROM glpi_tickets t
  WHERE t.id IN (:tickets) OR (t.date_mod >= :since AND t.date < :until)
),
said AS (
  SELECT c.id AS ticket, CONCAT('opened-', c.id) AS event, t.date AS at, 0 AS private,
    COALESCE(
      (SELECT MIN(x.users_id) FROM glpi_tickets_users x WHERE x.tickets_id = t.id AND x.type = 1), t.users_id_recipient
    ) AS who,
    t.date AS changed, c.entire
  FROM chosen c
  JOIN glpi_tickets t ON t.id = c.id
  UNION ALL
  SELECT c.id, CONCAT('followup-', f.id), f.date, f.is_private, f.users_id, f.date_mod, c.entire
  FROM chosen c
  JOIN glpi_itilfollowups f ON f.itemtype = 'Ticket' AND f.items_id = c.id
  UNION ALL
  SELECT c.id, CONCAT('solution-', s.id), s.date_creation, 0, s.users_id, s.date_mod, c.entire
  FROM chosen c
  JOIN glpi_itilsolutions s ON s.itemtype = 'Ticket' AND s.items_id = c.id
),
logged AS (
  -- People stand there by name, with their number in brackets.
  SELECT c.id AS ticket, l.id, l.date_mod AS at, l.id_search_option AS what, l.old_value, l.new_value,
    SUBSTRING_INDEX(SUBSTRING_INDEX(l.user_name, '(', -1), ')', 1) AS who
  FROM chosen c
  JOIN glpi_logs l ON l.itemtype = 'Ticket' AND l.items_id = c.id
  WHERE l.id_search_option IN (3, 5, 8, 12)
    AND (c.entire = 1 OR (l.date_mod >= :since AND l.date_mod < :until))
)
SELECT
  s.ticket,
  s.event,
  s.at AS occurred_at,
  CASE s.private WHEN 1 THEN 'note' ELSE 'message' END AS kind,
  NULLIF(s.who, 0) AS actor,
  CASE
    WHEN s.who = 0 THEN 'system'
    WHEN s.who IN (SELECT x.users_id FROM glpi_tickets_users x WHERE x.tickets_id = s.ticket AND x.type = 1)
      THEN 'customer'
    ELSE 'agent'
  END AS actor_kind,
  1 - s.private AS public,
  CASE s.who WHEN 0 THEN 1 ELSE 0 END AS automated,
  NULL AS value,
  NULL AS previous,
  GREATEST(s.at, COALESCE(s.changed, s.at)) AS version_at,
  0 AS version_seq
FROM said s
WHERE s.entire = 1 OR (s.at >= :since AND s.at < :until)

UNION ALL

SELECT
  l.ticket,
  CONCAT('log-', l.id),
  l.at,
  CASE l.what WHEN 12 THEN 'status' WHEN 3 THEN 'priority' WHEN 5 THEN 'assignee' ELSE 'team' END,
  CASE WHEN l.who REGEXP '^[0-9]+$' THEN l.who END,
  CASE
    WHEN NOT l.who REGEXP '^[0-9]+$' THEN 'system'
    WHEN l.who IN (SELECT x.users_id FROM glpi_tickets_users x WHERE x.tickets_id = l.ticket AND x.type = 1)
      THEN 'customer'
    ELSE 'agent'
  END,
  NULL,
  CASE WHEN l.who REGEXP '^[0-9]+$' THEN 0 ELSE 1 END,
  CASE
    WHEN l.what IN (3, 12) THEN l.new_value
    ELSE NULLIF(SUBSTRING_INDEX(SUBSTRING_INDEX(COALESCE(l.new_value, ''), '(', -1), ')', 1), '')
  END,
  CASE
    WHEN l.what IN (3, 12) THEN l.old_value
    ELSE NULLIF(SUBSTRING_INDEX(SUBSTRING_INDEX(COALESCE(l.old_value, ''), '(', -1), ')', 1), '')
  END,
  l.at,
  l.id
FROM logged l
