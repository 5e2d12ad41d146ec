SELECT
  u.id AS customer,
  COALESCE(NULLIF(TRIM(CONCAT(COALESCE(u.firstname, ''), ' ', COALESCE(u.realname, ''))), ''), u.name) AS name,
  u.date_mod AS version_at
FROM glpi_users u
WHERE u.id IN (SELECT x.users_id FROM glpi_tickets_users x WHERE x.type = 1)
  AND (
    (u.date_mod >= :since AND u.date_mod < :until)
    OR u.id IN (SELECT x.users_id FROM glpi_tickets_users x WHERE x.type = 1 AND x.tickets_id IN (:tickets))
  )
