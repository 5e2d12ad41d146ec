-- Customers may live in a directory outside: then their login is all that is known.
SELECT
  t.customer_user_id AS customer,
  COALESCE(
    NULLIF(TRIM(CONCAT(COALESCE(MIN(u.first_name), ''), ' ', COALESCE(MIN(u.last_name), ''))), ''), t.customer_user_id
  ) AS name,
  MAX(COALESCE(u.customer_id, t.customer_id)) AS account,
  MAX(u.change_time) AS version_at
FROM ticket t
LEFT JOIN customer_user u ON u.login = t.customer_user_id
WHERE t.customer_user_id IS NOT NULL
  AND (
    t.id IN (:tickets)
    OR (u.change_time >= :since AND u.change_time < :until)
  )
GROUP BY t.customer_user_id
