SELECT
  CONCAT('user-', u.id) AS customer,
  u.name,
  NULLIF(u.org_id, 0) AS account,
  UNIX_TIMESTAMP(u.updated) AS version_at
FROM (
  SELECT id FROM ost_user WHERE updated >= FROM_UNIXTIME(:since_epoch) AND updated < FROM_UNIXTIME(:until_epoch)
  UNION
  SELECT user_id FROM ost_ticket WHERE ticket_id IN (:tickets)
) c
JOIN ost_user u ON u.id = c.id
WHERE EXISTS (SELECT 1 FROM ost_ticket t WHERE t.user_id = u.id)
