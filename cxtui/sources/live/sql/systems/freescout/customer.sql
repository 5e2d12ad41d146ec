SELECT
  CONCAT('customer-', u.id) AS customer,
  NULLIF(TRIM(CONCAT(COALESCE(u.first_name, ''), ' ', COALESCE(u.last_name, ''))), '') AS name,
  NULLIF(u.company, '') AS account,
  u.updated_at AS version_at
FROM customers u
WHERE (u.updated_at >= :since AND u.updated_at < :until)
  OR u.id IN (SELECT c.customer_id FROM conversations c WHERE c.id IN (:tickets))
