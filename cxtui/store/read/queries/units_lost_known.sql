-- Customers whose last contact waits for its outcome and who are known to be lost already: they left, or their
-- contract ended, after the contact, and neither a later contract nor a purchase is known at the instant.
WITH loss AS (
  SELECT c.source, c.customer, c.left_at AS lost_at
  FROM (SELECT DISTINCT source FROM coverage) s
  JOIN customer c ON c.source = s.source AND c.left_at > :at - :retention_s AND c.left_at <= :at
  UNION
  SELECT k.source, k.customer, k.to_at
  FROM contract k
  WHERE k.to_at > :at - :retention_s AND k.to_at <= :at
)
SELECT f.source, f.ticket, '' AS unit, f.created_at, MIN(l.lost_at) AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  1 AS value
FROM loss l
JOIN ticket t ON t.source = l.source AND t.customer = l.customer
  AND t.created_at > :at - :retention_s AND t.created_at < l.lost_at
JOIN ticket_fact f ON f.source = t.source AND f.ticket = t.ticket
WHERE f.excluded = 0 AND f.retained_at IS NOT NULL AND f.retained_at > :at
  AND COALESCE(f.contact_next_at, :never) >= :waiting_until
  AND NOT EXISTS (
    SELECT 1 FROM contract k
    WHERE k.source = l.source AND k.customer = l.customer AND k.from_at <= :at
      AND (k.to_at IS NULL OR k.to_at > :at))
  AND NOT EXISTS (
    SELECT 1 FROM purchase p
    WHERE p.source = l.source AND p.customer = l.customer AND COALESCE(p.kind, 'new') <> 'refund'
      AND p.occurred_at > t.created_at AND p.occurred_at <= :at)
GROUP BY f.source, f.ticket
