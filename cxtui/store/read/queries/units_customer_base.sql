-- Customers right before the period: 1 where they are customers at its end too. Where a source says who left,
-- a customer is one from since until left_at; elsewhere one with a live contract or a purchase within H.
WITH edge AS (
  SELECT s.source, e.first, e.seen_at,
    EXISTS (SELECT 1 FROM customer c WHERE c.source = s.source AND c.left_at IS NOT NULL) AS says
  FROM (SELECT DISTINCT source FROM coverage) s
  CROSS JOIN (SELECT 1 AS first, :from_at - 1 AS seen_at UNION ALL SELECT 0, :to_at - 1) e
),
active AS (
  SELECT e.first, k.source, k.customer
  FROM edge e
  CROSS JOIN contract k ON k.source = e.source AND k.from_at <= e.seen_at AND (k.to_at IS NULL OR k.to_at > e.seen_at)
  WHERE e.says = 0
  UNION
  SELECT e.first, p.source, p.customer
  FROM edge e
  CROSS JOIN purchase p ON p.source = e.source AND p.occurred_at > e.seen_at - :retention_s AND p.occurred_at <= e.seen_at
  WHERE e.says = 0 AND COALESCE(p.kind, 'new') <> 'refund'
)
SELECT c.source, NULL AS ticket, c.customer AS unit, NULL AS created_at, :to_at - 1 AS moment, NULL AS agent,
  NULL AS channel, NULL AS team, NULL AS priority, c.tier,
  CASE WHEN c.left_at IS NULL OR c.left_at > :to_at - 1 THEN 1 ELSE 0 END AS value
FROM edge e
CROSS JOIN customer c ON c.source = e.source AND c.since <= e.seen_at AND (c.left_at IS NULL OR c.left_at > e.seen_at)
WHERE e.says = 1 AND e.first = 1
UNION ALL
SELECT a.source, NULL, a.customer, NULL, :to_at - 1, NULL, NULL, NULL, NULL, u.tier,
  EXISTS (SELECT 1 FROM active z WHERE z.first = 0 AND z.source = a.source AND z.customer = a.customer)
FROM active a
LEFT JOIN customer u ON u.source = a.source AND u.customer = a.customer
WHERE a.first = 1
