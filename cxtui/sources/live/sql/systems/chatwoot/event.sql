WITH said AS (
  SELECT id FROM messages WHERE created_at >= :since AND created_at < :until
  UNION
  SELECT id FROM messages WHERE conversation_id IN (:tickets)
),
reported AS (
  SELECT id FROM reporting_events WHERE created_at >= :since AND created_at < :until
  UNION
  SELECT id FROM reporting_events WHERE conversation_id IN (:tickets)
)
SELECT
  m.conversation_id AS ticket,
  'message-' || lpad(m.id::text, 12, '0') AS event,
  m.created_at AS occurred_at,
  CASE WHEN m.private THEN 'note' ELSE 'message' END AS kind,
  CASE m.sender_type
    WHEN 'User' THEN 'user-' WHEN 'Contact' THEN 'contact-' WHEN 'AgentBot' THEN 'bot-' ELSE 'other-'
  END || m.sender_id AS actor,
  CASE
    WHEN m.message_type = 0 THEN 'customer' WHEN m.sender_type = 'User' THEN 'agent'
    WHEN m.sender_type IS NULL THEN 'system' ELSE 'bot'
  END AS actor_kind,
  CASE WHEN m.private THEN 0 ELSE 1 END AS public,
  -- Templates are greetings, surveys and the like.
  CASE WHEN m.message_type = 3 OR (m.message_type = 1 AND coalesce(m.sender_type, '') <> 'User') THEN 1 ELSE 0 END
    AS automated,
  NULL AS value,
  m.updated_at AS version_at,
  CAST(extract(milliseconds FROM m.created_at) AS integer) % 1000 AS version_seq
FROM said s
JOIN messages m ON m.id = s.id
-- An activity is a sentence in the language of the account.
WHERE m.message_type IN (0, 1, 3)

UNION ALL

SELECT
  r.conversation_id,
  'report-' || lpad(r.id::text, 12, '0') || '-status',
  coalesce(r.event_end_time, r.created_at),
  'status',
  'user-' || r.user_id,
  CASE WHEN r.user_id IS NULL THEN 'system' ELSE 'agent' END,
  NULL,
  CASE WHEN r.user_id IS NULL THEN 1 ELSE 0 END,
  CASE r.name WHEN 'conversation_resolved' THEN 'resolved' ELSE 'open' END,
  coalesce(r.event_end_time, r.created_at),
  0
FROM reported p
JOIN reporting_events r ON r.id = p.id
WHERE r.name IN ('conversation_resolved', 'conversation_opened')

UNION ALL

SELECT
  r.conversation_id,
  'report-' || lpad(r.id::text, 12, '0') || '-assignee',
  coalesce(r.event_end_time, r.created_at),
  'assignee',
  NULL,
  NULL,
  NULL,
  0,
  'user-' || r.user_id,
  coalesce(r.event_end_time, r.created_at),
  -1
FROM reported p
JOIN reporting_events r ON r.id = p.id
WHERE r.name IN ('first_response', 'conversation_resolved') AND r.user_id IS NOT NULL

UNION ALL

-- A conversation begins open, and is open again once its customer writes; older versions do not report that.
SELECT
  m.conversation_id,
  'message-' || lpad(m.id::text, 12, '0') || '-opens',
  m.created_at,
  'status',
  'contact-' || m.sender_id,
  'customer',
  NULL,
  0,
  'open',
  m.created_at,
  CAST(extract(milliseconds FROM m.created_at) AS integer) % 1000
FROM said s
JOIN messages m ON m.id = s.id
WHERE m.message_type = 0
