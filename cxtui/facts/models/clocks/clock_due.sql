-- For each applied target and stretch of its clock: seconds left at the stretch's start, and the instant at which
-- they run out if the clock then runs on. In business time that is found in the calendar in which it happens.
-- CROSS JOIN: see promise.sql.
WITH faced AS (
  SELECT s.tno, s.metric, s.target_no, s.business, r.run, r.wait, r.kind, r.from_at, r.to_at, r.business_s,
    s.seconds - CASE WHEN s.stated = 1 THEN r.from_at - t.created_at WHEN s.business = 1 THEN r.used_business_s
      ELSE r.used_s END AS left_s
  FROM target_span s
  JOIN ticket t ON t.tno = s.tno
  JOIN clock_run r ON r.tno = s.tno AND r.metric = s.metric
),
goal AS (
  SELECT f.tno, f.metric, f.target_no, f.run, c.calendar, c.open_s + f.business_s + f.left_s - c.business_s AS goal
  FROM faced f
  JOIN clock_stage c ON c.tno = f.tno AND c.business_s < f.business_s + f.left_s
    AND (c.business_end IS NULL OR c.business_end >= f.business_s + f.left_s)
  WHERE f.business = 1 AND f.kind = 'run' AND f.left_s > 0
),
due AS (
  SELECT g.tno, g.metric, g.target_no, g.run, g.calendar, MIN(k.from_at + g.goal - k.before) AS due_at
  FROM goal g
  CROSS JOIN open_block k
  WHERE k.calendar = g.calendar AND k.block = g.goal - g.goal % 3600 AND k.before < g.goal AND g.goal <= k.until
  GROUP BY g.tno, g.metric, g.target_no, g.run, g.calendar
),
held AS (
  SELECT f.tno, f.metric, f.target_no, f.run, MAX(c.calendar) AS calendar
  FROM faced f
  JOIN calendar_span c ON c.tno = f.tno AND c.from_at <= f.from_at AND f.from_at < c.to_at
  WHERE f.business = 1
  GROUP BY f.tno, f.metric, f.target_no, f.run
)
SELECT f.tno, f.metric, f.target_no, f.run, f.wait, f.kind, f.from_at, f.to_at, f.left_s,
  COALESCE(d.calendar, h.calendar) AS calendar,
  CASE WHEN f.kind <> 'run' OR f.left_s <= 0 THEN NULL WHEN f.business = 1 THEN d.due_at
    ELSE f.from_at + f.left_s END AS due_at
FROM faced f
LEFT JOIN due d ON d.tno = f.tno AND d.metric = f.metric AND d.target_no = f.target_no AND d.run = f.run
LEFT JOIN held h ON h.tno = f.tno AND h.metric = f.metric AND h.target_no = f.target_no AND h.run = f.run
