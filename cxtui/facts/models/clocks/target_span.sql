-- Which target of a metric was applied to a ticket, and when: that of its policy, else the store's, for its
-- priority and team at the time, as promised when the ticket was created, or what the helpdesk states. A change that leaves seconds and kind of
-- time as they are applies nothing new. First responses are here only where something changed; else `promise` has
-- them.
WITH era AS (
  SELECT tno, seq, from_at, to_at, priority, team, policy, version, 1 AS changed FROM attribute_span
  UNION ALL
  SELECT t.tno, 1, t.created_at, :no_end, t.priority, t.team, NULL, NULL, 0
  FROM ticket t
  LEFT JOIN attribute_span s ON s.tno = t.tno AND s.seq = 1
  WHERE s.tno IS NULL
),
fit AS (
  SELECT e.tno, e.seq, e.from_at, e.to_at, g.metric, g.seconds, g.business, 2 AS place, 0 AS position,
    0 AS stated, NULL AS kept
  FROM era e
  JOIN ticket t ON t.tno = e.tno
  LEFT JOIN customer c ON c.source = t.source AND c.customer = t.customer
  JOIN target_choice g ON g.channel = COALESCE(t.channel, '') AND g.team = COALESCE(e.team, '')
    AND g.priority = COALESCE(e.priority, '') AND g.tier = COALESCE(c.tier, '')
    AND g.from_at <= t.created_at AND t.created_at < g.to_at
  WHERE e.changed = 1 OR g.metric <> 'first_response'
  UNION ALL
  SELECT e.tno, e.seq, e.from_at, e.to_at, p.metric, p.seconds, p.business,
    CASE WHEN p.priority IS NULL THEN 1 ELSE 0 END, p.position, 0, NULL
  FROM era e
  JOIN ticket t ON t.tno = e.tno
  JOIN sla_target p ON p.source = t.source AND p.policy = e.policy AND p.from_at = e.version
    AND (p.priority IS NULL OR p.priority = e.priority)
  UNION ALL
  SELECT e.tno, e.seq, e.from_at, e.to_at, x.metric, x.seconds, 0, 2, CASE WHEN x.comes_first = 1 THEN -1 ELSE 1 END,
    1, x.kept
  FROM era e
  JOIN stated_target x ON x.tno = e.tno
  WHERE e.changed = 1 OR x.metric <> 'first_response'
),
ranked AS (
  SELECT tno, seq, from_at, to_at, metric, seconds, business, stated, kept,
    ROW_NUMBER() OVER (PARTITION BY tno, seq, metric ORDER BY place, position) AS place
  FROM fit
),
stepped AS (
  SELECT tno, seq, from_at, to_at, metric, seconds, business, stated, kept, LAG(to_at) OVER w AS was_until,
    COALESCE(LAG(seconds) OVER w, -1) AS was_seconds, LAG(business) OVER w AS was_business,
    LAG(stated) OVER w AS was_stated
  FROM ranked
  WHERE place = 1
  WINDOW w AS (PARTITION BY tno, metric ORDER BY seq)
),
numbered AS (
  SELECT tno, metric, from_at, to_at, seconds, business, stated, kept,
    SUM(CASE WHEN was_until = from_at AND was_seconds = COALESCE(seconds, -1) AND was_business = business
      AND was_stated = stated THEN 0 ELSE 1 END)
      OVER (PARTITION BY tno, metric ORDER BY seq) AS target_no
  FROM stepped
)
SELECT tno, metric, target_no, MIN(from_at) AS applied_at, MAX(to_at) AS to_at, MAX(seconds) AS seconds,
  MAX(business) AS business, MAX(stated) AS stated, MAX(kept) AS kept
FROM numbered
GROUP BY tno, metric, target_no
