SELECT
  u.id AS agent,
  coalesce(nullif(trim(concat(u.firstname, ' ', u.lastname)), ''), u.login) AS name,
  CASE WHEN u.id = 1 THEN 'system' ELSE 'human' END AS kind,
  u.updated_at AS version_at
FROM users u
WHERE u.id = 1
  OR u.id IN (
    SELECT r.user_id
    FROM roles_users r
    JOIN permissions_roles p ON p.role_id = r.role_id
    JOIN permissions m ON m.id = p.permission_id
    WHERE m.name = 'ticket.agent'
  )
