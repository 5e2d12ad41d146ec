-- The first escalation of a ticket: an escalated event, or a move to a team of a higher tier. A move
-- inside a tier is none, and a team of no known tier is passed over. What is told before the creation holds
-- from it.
WITH moved AS (
  SELECT h.tno, h.occurred_at, h.seq, m.tier,
    LAG(m.tier) OVER (PARTITION BY h.tno ORDER BY h.occurred_at, h.seq) AS previous
  FROM history h
  JOIN ticket t ON t.tno = h.tno
  JOIN team m ON m.source = t.source AND m.team = h.value AND m.tier IS NOT NULL
  WHERE h.kind = 'team'
),
raised AS (
  SELECT tno, occurred_at, seq, value AS tier FROM history WHERE kind = 'escalated'
  UNION ALL
  SELECT tno, occurred_at, seq, CAST(tier AS VARCHAR) FROM moved WHERE tier > previous
),
numbered AS (
  SELECT tno, occurred_at, tier,
    ROW_NUMBER() OVER (PARTITION BY tno ORDER BY occurred_at, seq) AS place,
    ROW_NUMBER() OVER (PARTITION BY tno ORDER BY occurred_at DESC, seq DESC) AS back
  FROM raised
)
SELECT f.tno, CASE WHEN f.occurred_at < t.created_at THEN t.created_at ELSE f.occurred_at END AS escalated_at,
  l.tier AS escalated_tier
FROM numbered f
JOIN ticket t ON t.tno = f.tno
JOIN numbered l ON l.tno = f.tno AND l.back = 1
WHERE f.place = 1
