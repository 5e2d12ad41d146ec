-- Purchases within H of a customer's contact and before the next one, at contact + H: the amount, a refund's
-- taken off.
SELECT f.source, f.ticket, p.purchase AS unit, f.created_at, f.retained_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  CASE WHEN p.kind = 'refund' THEN -ABS(p.amount) ELSE p.amount END AS value, COALESCE(p.currency, '') AS currency
FROM ticket_fact f
JOIN purchase p ON p.source = f.source AND p.customer = f.customer AND p.occurred_at > f.retained_at - :retention_s
  AND p.occurred_at <= f.retained_at AND p.occurred_at <= COALESCE(f.contact_next_at, :never)
WHERE f.retained_at >= :from_at AND f.retained_at < :to_at AND f.excluded = 0 AND p.amount IS NOT NULL
