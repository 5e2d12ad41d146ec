SELECT
  CONCAT('user-', u.id) AS agent,
  COALESCE(NULLIF(TRIM(CONCAT(COALESCE(u.first_name, ''), ' ', COALESCE(u.last_name, ''))), ''), u.login) AS name,
  CASE u.id WHEN 1 THEN 'system' ELSE 'human' END AS kind,
  u.change_time AS version_at
FROM users u
