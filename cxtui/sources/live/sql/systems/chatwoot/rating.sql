SELECT
  m.id AS rating,
  m.conversation_id AS ticket,
  'csat' AS kind,
  m.created_at AS sent_at,
  r.created_at AS occurred_at,
  r.rating AS value,
  1 AS scale_min,
  5 AS scale_max,
  1 AS higher_is_better,
  'user-' || r.assigned_agent_id AS agent,
  r.feedback_message AS comment,
  coalesce(r.updated_at, m.created_at) AS version_at,
  CASE WHEN r.id IS NULL THEN 0 ELSE 1 END AS version_seq
FROM (
  SELECT id FROM messages WHERE created_at >= :since AND created_at < :until AND content_type = 9
  UNION
  SELECT id FROM messages WHERE conversation_id IN (:tickets) AND content_type = 9
  UNION
  SELECT message_id FROM csat_survey_responses WHERE updated_at >= :since AND updated_at < :until
) x
JOIN messages m ON m.id = x.id
LEFT JOIN csat_survey_responses r ON r.message_id = m.id
