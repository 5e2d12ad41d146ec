-- The store's promise of each metric for each combination of channel, team, priority and tier that tickets have
-- or had: the most specific of those that hold from one change of promises to the next.
WITH edge AS (
  SELECT from_at FROM target UNION SELECT to_at FROM target WHERE to_at < :no_end
),
era AS (
  SELECT from_at, COALESCE(LEAD(from_at) OVER (ORDER BY from_at), :no_end) AS to_at FROM edge
),
combination AS (
  SELECT COALESCE(t.channel, '') AS channel, COALESCE(t.team, '') AS team,
    COALESCE(t.priority, '') AS priority, COALESCE(c.tier, '') AS tier
  FROM ticket t
  LEFT JOIN customer c ON c.source = t.source AND c.customer = t.customer
  UNION
  SELECT COALESCE(t.channel, ''), COALESCE(s.team, ''), COALESCE(s.priority, ''), COALESCE(c.tier, '')
  FROM attribute_span s
  JOIN ticket t ON t.tno = s.tno
  LEFT JOIN customer c ON c.source = t.source AND c.customer = t.customer
),
fit AS (
  SELECT k.channel, k.team, k.priority, k.tier, g.metric, g.seconds, g.business,
    e.from_at, e.to_at,
    ROW_NUMBER() OVER (PARTITION BY g.metric, k.channel, k.team, k.priority, k.tier, e.from_at ORDER BY g.position)
      AS place
  FROM combination k
  CROSS JOIN era e
  JOIN target g ON (g.channel IS NULL OR g.channel = k.channel) AND (g.team IS NULL OR g.team = k.team)
    AND (g.priority IS NULL OR g.priority = k.priority) AND (g.tier IS NULL OR g.tier = k.tier)
    AND g.from_at <= e.from_at AND e.from_at < g.to_at
)
SELECT metric, channel, team, priority, tier, seconds, business, from_at, to_at FROM fit WHERE place = 1
