WITH chosen AS (
  SELECT c.id, c.created_at, CASE WHEN c.id IN (:tickets) THEN 1 ELSE 0 END AS entire
  FROM conversations c
  WHERE c.id IN (:tickets)
    OR (
      c.state IN (2, 3)
      AND GREATEST(
        COALESCE(c.updated_at, c.created_at), COALESCE(c.last_reply_at, c.created_at),
        COALESCE(c.user_updated_at, c.created_at)
      ) >= :since
      AND c.created_at < :until
    )
),
entries AS (
  SELECT
    t.id, t.conversation_id, t.type, t.status, t.user_id, t.action_type, t.created_at, t.updated_at,
    CASE
      WHEN t.created_by_user_id IS NOT NULL THEN CONCAT('user-', t.created_by_user_id)
      WHEN t.created_by_customer_id IS NOT NULL THEN CONCAT('customer-', t.created_by_customer_id)
    END AS actor,
    CASE
      WHEN t.created_by_user_id IS NOT NULL THEN 'agent'
      WHEN t.created_by_customer_id IS NOT NULL THEN 'customer'
      ELSE 'system'
    END AS actor_kind
  FROM chosen c
  JOIN threads t ON t.conversation_id = c.id
  -- Drafts are not yet said, what is hidden no more.
  WHERE t.state = 2 AND (c.entire = 1 OR (t.created_at >= :since AND t.created_at < :until))
)
SELECT
  l.conversation_id AS ticket,
  CONCAT('thread-', l.id) AS event,
  l.created_at AS occurred_at,
  CASE l.type WHEN 3 THEN 'note' ELSE 'message' END AS kind,
  l.actor,
  l.actor_kind,
  CASE l.type WHEN 3 THEN 0 ELSE 1 END AS public,
  CASE l.actor_kind WHEN 'system' THEN 1 ELSE 0 END AS automated,
  NULL AS value,
  GREATEST(l.created_at, COALESCE(l.updated_at, l.created_at)) AS version_at,
  l.id AS version_seq
FROM entries l
WHERE l.type IN (1, 2, 3, 8)

UNION ALL

-- What is written says how the conversation stands with it; 6 is "as before".
SELECT
  l.conversation_id, CONCAT('thread-', l.id, '-status'), l.created_at, 'status', l.actor, l.actor_kind, NULL, 0,
  CASE l.status WHEN 1 THEN 'active' WHEN 2 THEN 'pending' WHEN 3 THEN 'closed' ELSE 'spam' END, l.created_at, l.id
FROM entries l
WHERE l.status IN (1, 2, 3, 4) AND (l.type IN (1, 2, 8) OR (l.type = 4 AND l.action_type = 1))

UNION ALL

SELECT
  l.conversation_id, CONCAT('thread-', l.id, '-assignee'), l.created_at, 'assignee', l.actor, l.actor_kind, NULL, 0,
  CASE WHEN l.user_id > 0 THEN CONCAT('user-', l.user_id) END, l.created_at, l.id
FROM entries l
WHERE (l.type = 4 AND l.action_type = 2) OR (l.type = 2 AND l.user_id > 0)

UNION ALL

SELECT
  l.conversation_id, CONCAT('thread-', l.id, '-gone'), l.created_at,
  CASE l.action_type WHEN 10 THEN 'deleted' ELSE 'restored' END, l.actor, l.actor_kind, NULL, 0, NULL, l.created_at, l.id
FROM entries l
WHERE l.type = 4 AND l.action_type IN (10, 11)
