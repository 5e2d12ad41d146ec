-- Customers active at an instant: a purchase within the horizon until it that is no refund, or a contract live at it.
-- In order of the customer, so that the two are merged instead of kept in a tree.
SELECT COUNT(*) FROM (
  SELECT p.source, p.customer FROM purchase p
  WHERE p.occurred_at > :at - :retention_s AND p.occurred_at <= :at AND COALESCE(p.kind, 'new') <> 'refund'
  UNION
  SELECT k.source, k.customer FROM contract k
  WHERE k.from_at <= :at AND (k.to_at IS NULL OR k.to_at > :at)
  ORDER BY 1, 2
) u
WHERE :where
