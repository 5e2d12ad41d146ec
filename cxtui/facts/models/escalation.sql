-- The first escalation of a ticket: an escalated event, or a move to a team of a higher tier. A move
-- inside a tier is none.
WITH moved AS (
  SELECT h.source, h.ticket, h.occurred_at, h.event, m.tier,
    LAG(m.tier) OVER (PARTITION BY h.source, h.ticket ORDER BY h.occurred_at, h.event) AS previous
  FROM history h
  JOIN team m ON m.source = h.source AND m.team = h.value
  WHERE h.kind = 'team'
),
raised AS (
  SELECT source, ticket, occurred_at, event, value AS tier FROM history WHERE kind = 'escalated'
  UNION ALL
  SELECT source, ticket, occurred_at, event, CAST(tier AS VARCHAR) FROM moved WHERE tier > previous
),
numbered AS (
  SELECT source, ticket, occurred_at, tier,
    ROW_NUMBER() OVER (PARTITION BY source, ticket ORDER BY occurred_at, event) AS place,
    ROW_NUMBER() OVER (PARTITION BY source, ticket ORDER BY occurred_at DESC, event DESC) AS back
  FROM raised
)
SELECT f.source, f.ticket, f.occurred_at AS escalated_at, l.tier AS escalated_tier
FROM numbered f
JOIN numbered l ON l.source = f.source AND l.ticket = f.ticket AND l.back = 1
WHERE f.place = 1
