-- Users and customers are numbered each by themselves.
SELECT
  CONCAT('user-', u.id) AS agent,
  COALESCE(NULLIF(TRIM(CONCAT(COALESCE(u.first_name, ''), ' ', COALESCE(u.last_name, ''))), ''), u.email) AS name,
  CASE u.type WHEN 2 THEN 'bot' ELSE 'human' END AS kind,
  u.updated_at AS version_at
FROM users u
