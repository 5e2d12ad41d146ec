SELECT 'contact-' || p.id AS customer, coalesce(nullif(p.name, ''), p.email, p.phone_number) AS name,
  p.created_at AS since, p.updated_at AS version_at
FROM (
  SELECT id FROM contacts WHERE updated_at >= :since AND updated_at < :until
  UNION
  SELECT contact_id FROM conversations WHERE id IN (:tickets)
) c
JOIN contacts p ON p.id = c.id
WHERE EXISTS (SELECT 1 FROM conversations x WHERE x.contact_id = p.id)
