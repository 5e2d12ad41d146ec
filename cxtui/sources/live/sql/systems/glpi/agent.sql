-- Everybody is a user: those are agents to whom anything was ever assigned, or whose groups it was.
SELECT
  u.id AS agent,
  COALESCE(NULLIF(TRIM(CONCAT(COALESCE(u.firstname, ''), ' ', COALESCE(u.realname, ''))), ''), u.name) AS name,
  'human' AS kind,
  u.date_mod AS version_at
FROM glpi_users u
WHERE u.id IN (SELECT x.users_id FROM glpi_tickets_users x WHERE x.type = 2)
