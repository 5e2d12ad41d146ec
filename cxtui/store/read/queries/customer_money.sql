-- What a customer brought until an instant by currency, refunds taken off: purchases, the whole, and that from
-- :from_at on.
SELECT COALESCE(currency, ''), COUNT(*), COALESCE(SUM(amount), 0),
  COALESCE(SUM(CASE WHEN occurred_at >= :from_at THEN amount END), 0)
FROM (
  SELECT currency, occurred_at, CASE WHEN kind = 'refund' THEN -ABS(amount) ELSE amount END AS amount
  FROM purchase WHERE source = :source AND customer = :customer AND occurred_at <= :at)
GROUP BY 1 ORDER BY 1
