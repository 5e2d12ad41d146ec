-- The first-response promise of a ticket: seconds, calendar, and the instant at which it breaks. In
-- business time it is found in the calendar in which the promised seconds run out.
WITH promised AS (
  SELECT t.tno, t.created_at, g.seconds, g.business
  FROM ticket t
  LEFT JOIN customer c ON c.source = t.source AND c.customer = t.customer
  JOIN target_choice g ON g.channel = COALESCE(t.channel, '') AND g.team = COALESCE(t.team, '')
    AND g.priority = COALESCE(t.priority, '') AND g.tier = COALESCE(c.tier, '')
),
stretch AS (
  SELECT p.tno, p.seconds, s.seq, s.calendar,
    CASE WHEN s.from_at > p.created_at THEN s.from_at ELSE p.created_at END AS from_at
  FROM promised p
  JOIN calendar_span s ON s.tno = p.tno AND s.to_at > p.created_at
  WHERE p.business = 1
),
spent AS (
  SELECT x.tno, x.seconds, x.seq, x.calendar, x.from_at, b.business_s,
    LEAD(b.business_s) OVER (PARTITION BY x.tno ORDER BY x.seq) AS business_end
  FROM stretch x
  JOIN business_point b ON b.tno = x.tno AND b.reached = x.from_at
),
goal AS (
  SELECT s.tno, s.calendar, o.open_s + s.seconds - s.business_s AS goal
  FROM spent s
  JOIN calendar_offset o ON o.calendar = s.calendar AND o.reached = s.from_at
  WHERE s.business_s < s.seconds AND (s.business_end IS NULL OR s.business_end >= s.seconds)
),
due AS (
  SELECT g.tno, g.calendar, MIN(k.from_at + g.goal - k.before) AS due_at
  FROM goal g
  JOIN open_block k ON k.calendar = g.calendar AND k.block = g.goal - g.goal % 3600
    AND k.before < g.goal AND g.goal <= k.until
  GROUP BY g.tno, g.calendar
)
SELECT p.tno, p.seconds AS target_s, CASE WHEN p.business = 1 THEN d.calendar END AS target_calendar,
  CASE WHEN p.business = 1 THEN d.due_at ELSE p.created_at + p.seconds END AS due_at
FROM promised p
LEFT JOIN due d ON d.tno = p.tno
