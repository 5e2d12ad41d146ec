-- Whether a customer was active after a contact: a purchase in (contact, contact + H], or a contract that
-- is live at contact + H. It becomes known at contact + H.
WITH contact AS (
  SELECT t.tno, t.source, t.customer, t.created_at, t.created_at + z.value AS retained_at
  FROM ticket t
  JOIN horizon z ON z.name = 'retention_s'
  WHERE t.customer IS NOT NULL AND EXISTS (
    SELECT 1 FROM coverage c WHERE c.source = t.source AND c.what IN ('purchases', 'contracts'))
),
bought AS (
  SELECT DISTINCT c.tno
  FROM contact c
  JOIN purchase p ON p.source = c.source AND p.customer = c.customer
  WHERE p.occurred_at > c.created_at AND p.occurred_at <= c.retained_at AND COALESCE(p.kind, 'new') <> 'refund'
),
bound AS (
  SELECT DISTINCT c.tno
  FROM contact c
  JOIN contract k ON k.source = c.source AND k.customer = c.customer
  WHERE k.from_at <= c.retained_at AND (k.to_at IS NULL OR k.to_at > c.retained_at)
)
SELECT c.tno, c.retained_at,
  CASE WHEN b.tno IS NOT NULL OR k.tno IS NOT NULL THEN 1 ELSE 0 END AS retained
FROM contact c
LEFT JOIN bought b ON b.tno = c.tno
LEFT JOIN bound k ON k.tno = c.tno
