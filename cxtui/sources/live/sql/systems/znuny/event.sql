-- Each line of the history says how queue, owner, priority and state stand with it, and of which article it tells.
WITH chosen AS (
  SELECT id, article_id FROM ticket_history WHERE create_time >= :since AND create_time < :until
  UNION
  SELECT id, article_id FROM ticket_history WHERE ticket_id IN (:tickets)
)
SELECT
  a.ticket_id AS ticket,
  CONCAT('article-', a.id) AS event,
  a.create_time AS occurred_at,
  CASE WHEN a.is_visible_for_customer = 1 THEN 'message' ELSE 'note' END AS kind,
  CASE s.name WHEN 'customer' THEN t.customer_user_id ELSE CONCAT('user-', a.create_by) END AS actor,
  s.name AS actor_kind,
  a.is_visible_for_customer AS public,
  CASE s.name WHEN 'system' THEN 1 ELSE 0 END AS automated,
  NULL AS value,
  a.change_time AS version_at,
  0 AS version_seq
FROM (
  SELECT article_id AS id FROM chosen WHERE article_id IS NOT NULL
  UNION
  SELECT id FROM article WHERE ticket_id IN (:tickets)
) c
JOIN article a ON a.id = c.id
JOIN ticket t ON t.id = a.ticket_id
JOIN article_sender_type s ON s.id = a.article_sender_type_id

UNION ALL

SELECT
  h.ticket_id,
  CONCAT('history-', h.id, '-', m.kind),
  h.create_time,
  m.kind,
  CONCAT('user-', h.create_by),
  CASE h.create_by WHEN 1 THEN 'system' ELSE 'agent' END,
  NULL,
  CASE h.create_by WHEN 1 THEN 1 ELSE 0 END,
  CASE m.kind
    WHEN 'status' THEN CONCAT(s.name, '|', y.name)
    WHEN 'assignee' THEN CASE WHEN h.owner_id > 1 THEN CONCAT('user-', h.owner_id) END
    WHEN 'team' THEN CONCAT(h.queue_id, '')
    ELSE p.name
  END,
  h.create_time,
  h.id
FROM chosen c
JOIN ticket_history h ON h.id = c.id
JOIN ticket_history_type k ON k.id = h.history_type_id
JOIN (
  SELECT 'NewTicket' AS name, 'status' AS kind
  UNION ALL SELECT 'NewTicket', 'assignee'
  UNION ALL SELECT 'NewTicket', 'team'
  UNION ALL SELECT 'NewTicket', 'priority'
  UNION ALL SELECT 'StateUpdate', 'status'
  UNION ALL SELECT 'Merged', 'status'
  UNION ALL SELECT 'OwnerUpdate', 'assignee'
  UNION ALL SELECT 'Move', 'team'
  UNION ALL SELECT 'PriorityUpdate', 'priority'
) m ON m.name = k.name
JOIN ticket_state s ON s.id = h.state_id
JOIN ticket_state_type y ON y.id = s.type_id
JOIN ticket_priority p ON p.id = h.priority_id
