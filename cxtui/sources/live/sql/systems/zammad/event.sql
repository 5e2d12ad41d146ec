-- Merging moves the articles of a ticket into another one; the history says of which ticket they were written.
WITH agents AS (
  SELECT DISTINCT u.user_id
  FROM roles_users u
  JOIN permissions_roles r ON r.role_id = u.role_id
  JOIN permissions m ON m.id = r.permission_id
  WHERE m.name = 'ticket.agent'
),
articles AS (
  SELECT id FROM ticket_articles WHERE created_at >= :since AND created_at < :until
  UNION
  SELECT id FROM ticket_articles WHERE ticket_id IN (:tickets)
  UNION
  SELECT h.o_id
  FROM histories h
  JOIN history_objects o ON o.id = h.history_object_id
  WHERE h.related_o_id IN (:tickets) AND o.name = 'Ticket::Article'
),
changes AS (
  SELECT id FROM histories WHERE created_at >= :since AND created_at < :until
  UNION
  SELECT id FROM histories WHERE o_id IN (:tickets)
),
births AS (
  SELECT id FROM tickets WHERE created_at >= :since AND created_at < :until
  UNION
  SELECT id FROM tickets WHERE id IN (:tickets)
)
SELECT
  coalesce(
    (
      SELECT h.related_o_id
      FROM histories h
      JOIN history_objects o ON o.id = h.history_object_id
      JOIN history_types k ON k.id = h.history_type_id
      WHERE h.o_id = a.id AND o.name = 'Ticket::Article' AND k.name = 'created'
      ORDER BY h.id
      LIMIT 1
    ),
    a.ticket_id
  ) AS ticket,
  'article-' || lpad(a.id::text, 10, '0') AS event,
  a.created_at AS occurred_at,
  -- What an agent only writes down reaches nobody, whether others may read it or not.
  CASE WHEN a.internal OR (s.name <> 'Customer' AND NOT y.communication) THEN 'note' ELSE 'message' END AS kind,
  CASE s.name WHEN 'Customer' THEN coalesce(a.origin_by_id, a.created_by_id) ELSE a.created_by_id END AS actor,
  lower(s.name) AS actor_kind,
  CASE WHEN a.internal THEN 0 ELSE 1 END AS public,
  CASE s.name WHEN 'System' THEN 1 ELSE 0 END AS automated,
  NULL AS value,
  NULL AS previous,
  a.updated_at AS version_at,
  CAST(extract(milliseconds FROM a.created_at) AS integer) % 1000 AS version_seq
FROM articles c
JOIN ticket_articles a ON a.id = c.id
JOIN ticket_article_senders s ON s.id = a.sender_id
JOIN ticket_article_types y ON y.id = a.type_id

UNION ALL

SELECT
  h.o_id,
  'history-' || lpad(h.id::text, 10, '0'),
  h.created_at,
  CASE
    WHEN k.name = 'merged_into' THEN 'merged'
    WHEN b.name = 'state' THEN 'status'
    WHEN b.name = 'owner' THEN 'assignee'
    WHEN b.name = 'group' THEN 'team'
    ELSE 'priority'
  END,
  h.created_by_id,
  CASE WHEN h.created_by_id = 1 THEN 'system'
    WHEN h.created_by_id IN (SELECT user_id FROM agents) THEN 'agent'
    ELSE 'customer' END,
  NULL,
  CASE WHEN h.created_by_id = 1 THEN 1 ELSE 0 END,
  CASE
    WHEN k.name = 'merged_into' THEN h.id_to::text
    WHEN b.name = 'state' THEN coalesce(state_to.name, h.value_to)
    WHEN b.name = 'owner' THEN nullif(h.id_to, 1)::text
    WHEN b.name = 'group' THEN h.id_to::text
    ELSE coalesce(priority_to.name, h.value_to)
  END,
  CASE
    WHEN k.name = 'merged_into' THEN NULL
    WHEN b.name = 'state' THEN coalesce(state_from.name, h.value_from)
    WHEN b.name = 'owner' THEN nullif(h.id_from, 1)::text
    WHEN b.name = 'group' THEN h.id_from::text
    ELSE coalesce(priority_from.name, h.value_from)
  END,
  h.created_at,
  CAST(extract(milliseconds FROM h.created_at) AS integer) % 1000
FROM changes c
JOIN histories h ON h.id = c.id
JOIN history_objects o ON o.id = h.history_object_id
JOIN history_types k ON k.id = h.history_type_id
LEFT JOIN history_attributes b ON b.id = h.history_attribute_id
LEFT JOIN (
  SELECT s.id, s.name || '|' || k.name AS name FROM ticket_states s JOIN ticket_state_types k ON k.id = s.state_type_id
) state_to ON b.name = 'state' AND state_to.id = h.id_to
LEFT JOIN (
  SELECT s.id, s.name || '|' || k.name AS name FROM ticket_states s JOIN ticket_state_types k ON k.id = s.state_type_id
) state_from ON b.name = 'state' AND state_from.id = h.id_from
LEFT JOIN ticket_priorities priority_to ON b.name = 'priority' AND priority_to.id = h.id_to
LEFT JOIN ticket_priorities priority_from ON b.name = 'priority' AND priority_from.id = h.id_from
WHERE o.name = 'Ticket'
  AND (
    k.name = 'merged_into'
    OR (k.name = 'updated' AND b.name IN ('state', 'owner', 'group', 'priority'))
  )

UNION ALL

-- How a ticket began is in no history: it is what the first change says was before, else what still is.
SELECT
  t.id,
  'created-status',
  t.created_at,
  'status',
  NULL,
  NULL,
  NULL,
  0,
  coalesce(
    (
      SELECT s.name || '|' || k.name
      FROM histories h
      JOIN history_objects o ON o.id = h.history_object_id
      JOIN history_attributes b ON b.id = h.history_attribute_id
      JOIN ticket_states s ON s.id = h.id_from
      JOIN ticket_state_types k ON k.id = s.state_type_id
      WHERE h.o_id = t.id AND o.name = 'Ticket' AND b.name = 'state'
      ORDER BY h.id
      LIMIT 1
    ),
    (
      SELECT s.name || '|' || k.name FROM ticket_states s JOIN ticket_state_types k ON k.id = s.state_type_id
      WHERE s.id = t.state_id
    )
  ),
  NULL,
  t.created_at,
  -1
FROM births c
JOIN tickets t ON t.id = c.id

UNION ALL

SELECT
  f.id, 'created-assignee', f.created_at, 'assignee', NULL, NULL, NULL, 0, f.owner_id::text, NULL, f.created_at, -1
FROM (
  SELECT
    t.id,
    t.created_at,
    coalesce(
      (
        SELECT h.id_from
        FROM histories h
        JOIN history_objects o ON o.id = h.history_object_id
        JOIN history_attributes b ON b.id = h.history_attribute_id
        WHERE h.o_id = t.id AND o.name = 'Ticket' AND b.name = 'owner'
        ORDER BY h.id
        LIMIT 1
      ),
      t.owner_id
    ) AS owner_id
  FROM births c
  JOIN tickets t ON t.id = c.id
) f
WHERE f.owner_id <> 1
