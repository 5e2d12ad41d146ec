-- Whether a customer was active after a contact: a purchase in (contact, contact + H], or a contract that
-- is live at contact + H. It becomes known at contact + H.
WITH contact AS (
  SELECT t.tno, t.source, t.customer, t.created_at, t.created_at + z.value AS retained_at
  FROM ticket t
  JOIN horizon z ON z.name = 'retention_s'
  WHERE t.customer IS NOT NULL AND EXISTS (
    SELECT 1 FROM coverage c WHERE c.source = t.source AND c.what IN ('purchases', 'contracts'))
)
SELECT c.tno, c.retained_at,
  CASE WHEN EXISTS (
      SELECT 1 FROM purchase p
      WHERE p.source = c.source AND p.customer = c.customer AND COALESCE(p.kind, 'new') <> 'refund'
        AND p.occurred_at > c.created_at AND p.occurred_at <= c.retained_at)
    OR EXISTS (
      SELECT 1 FROM contract k
      WHERE k.source = c.source AND k.customer = c.customer AND k.from_at <= c.retained_at
        AND (k.to_at IS NULL OR k.to_at > c.retained_at)) THEN 1 ELSE 0 END AS retained
FROM contact c
