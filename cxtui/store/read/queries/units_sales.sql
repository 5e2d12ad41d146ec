-- Upsells, cross-sells and renewals that name the agent who sold them, at the sale: the amount; a refund that
-- names one is taken off.
SELECT p.source, p.ticket, p.purchase AS unit, f.created_at AS created_at, p.occurred_at AS moment, p.agent,
  f.channel AS channel, f.team AS team, f.priority AS priority, u.tier AS tier,
  CASE WHEN p.kind = 'refund' THEN -ABS(p.amount) ELSE p.amount END AS value,
  p.kind, COALESCE(p.currency, '') AS currency
FROM purchase p
LEFT JOIN ticket_fact f ON f.source = p.source AND f.ticket = p.ticket
LEFT JOIN customer u ON u.source = p.source AND u.customer = p.customer
WHERE p.occurred_at >= :from_at AND p.occurred_at < :to_at AND p.agent IS NOT NULL AND p.amount IS NOT NULL
  AND p.kind IN ('upsell', 'cross_sell', 'renewal', 'refund')
