WITH chosen AS (
  SELECT id FROM users WHERE updated_at >= :since AND updated_at < :until
  UNION
  SELECT customer_id FROM tickets WHERE id IN (:tickets)
)
SELECT
  u.id AS customer,
  coalesce(nullif(trim(concat(u.firstname, ' ', u.lastname)), ''), u.email, u.login) AS name,
  u.organization_id AS account,
  u.updated_at AS version_at,
  CAST(extract(milliseconds FROM u.updated_at) AS integer) % 1000 AS version_seq
FROM chosen c
JOIN users u ON u.id = c.id
WHERE EXISTS (SELECT 1 FROM tickets t WHERE t.customer_id = u.id)
