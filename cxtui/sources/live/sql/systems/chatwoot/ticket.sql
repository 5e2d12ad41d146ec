SELECT
  c.id AS ticket,
  c.updated_at AS version_at,
  CAST(extract(milliseconds FROM c.updated_at) AS integer) % 1000 AS version_seq,
  c.created_at,
  CASE i.channel_type
    WHEN 'Channel::Email' THEN 'email' WHEN 'Channel::WebWidget' THEN 'chat' WHEN 'Channel::Api' THEN 'api'
    ELSE lower(replace(i.channel_type, 'Channel::', ''))
  END AS channel,
  c.team_id AS team,
  CASE c.priority WHEN 0 THEN 'low' WHEN 1 THEN 'normal' WHEN 2 THEN 'high' WHEN 3 THEN 'urgent' END AS priority,
  'contact-' || c.contact_id AS customer
FROM (
  SELECT id FROM conversations WHERE updated_at >= :since AND updated_at < :until
  UNION
  SELECT id FROM conversations WHERE id IN (:tickets)
) x
JOIN conversations c ON c.id = x.id
LEFT JOIN inboxes i ON i.id = c.inbox_id
