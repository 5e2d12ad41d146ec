-- Customers active at an instant: a purchase within the horizon until it that is no refund, or a contract live at it.
SELECT COUNT(*) FROM (
  SELECT source, customer FROM (
    SELECT p.source, p.customer FROM purchase p
    WHERE p.occurred_at > :at - :retention_s AND p.occurred_at <= :at AND COALESCE(p.kind, 'new') <> 'refund'
    UNION ALL
    SELECT k.source, k.customer FROM contract k
    WHERE k.from_at <= :at AND (k.to_at IS NULL OR k.to_at > :at)
  )
  GROUP BY source, customer
) u
WHERE :where
