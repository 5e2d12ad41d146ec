-- People, bots and contacts are numbered each by themselves.
SELECT 'user-' || u.id AS agent, coalesce(nullif(u.display_name, ''), u.name) AS name, 'human' AS kind,
  u.updated_at AS version_at
FROM users u
UNION ALL
SELECT 'bot-' || b.id, b.name, 'bot', b.updated_at FROM agent_bots b
