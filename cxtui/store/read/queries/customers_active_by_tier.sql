-- Customers active at an instant with their tiers: a purchase within the horizon until it that is no refund, or a
-- contract live at it.
SELECT COUNT(*) FROM (
  SELECT a.source, a.customer, c.tier
  FROM (
    SELECT p.source, p.customer FROM purchase p
    WHERE p.occurred_at > :at - :retention_s AND p.occurred_at <= :at AND COALESCE(p.kind, 'new') <> 'refund'
    UNION
    SELECT k.source, k.customer FROM contract k
    WHERE k.from_at <= :at AND (k.to_at IS NULL OR k.to_at > :at)
    ORDER BY 1, 2
  ) a
  LEFT JOIN customer c ON c.source = a.source AND c.customer = a.customer
) u
WHERE :where
