-- The first-response promises over each wait as they were applied, mostly one: seconds, calendar, and the instant at
-- which it breaks, never before it was applied. In business time that is found in the calendar in which the
-- promised seconds, counted from the start of the wait, run out. `pinned_at` is when the ticket got the target. What the
-- helpdesk states to be kept or not, without saying when it was due, has no seconds and no due instant.
-- CROSS JOIN keeps SQLite from going through all opening hours there are before it looks at the tickets.
WITH applied AS (
  SELECT t.tno, 1 AS seq, t.created_at AS pinned_at, :no_end AS to_at,
    CASE WHEN x.tno IS NOT NULL THEN x.seconds ELSE g.seconds END AS seconds,
    CASE WHEN x.tno IS NOT NULL THEN 0 ELSE g.business END AS business,
    CASE WHEN x.tno IS NOT NULL THEN 1 ELSE 0 END AS stated
  FROM ticket t
  LEFT JOIN customer c ON c.source = t.source AND c.customer = t.customer
  LEFT JOIN attribute_span v ON v.tno = t.tno AND v.seq = 1
  LEFT JOIN target_choice g ON g.channel = COALESCE(t.channel, '') AND g.team = COALESCE(t.team, '')
    AND g.priority = COALESCE(t.priority, '') AND g.tier = COALESCE(c.tier, '') AND g.metric = 'first_response'
    AND g.from_at <= t.created_at AND t.created_at < g.to_at
  LEFT JOIN stated_target x ON x.tno = t.tno AND x.metric = 'first_response'
    AND (x.comes_first = 1 OR g.metric IS NULL)
  WHERE v.tno IS NULL AND (g.metric IS NOT NULL OR x.tno IS NOT NULL)
  UNION ALL
  SELECT s.tno, s.target_no, s.applied_at, s.to_at, s.seconds, s.business, s.stated
  FROM target_span s
  WHERE s.metric = 'first_response'
),
promised AS (
  SELECT a.tno, w.wait, a.seq, w.from_at AS waits_from, a.pinned_at,
    CASE WHEN a.pinned_at > w.from_at THEN a.pinned_at ELSE w.from_at END AS applied_at, a.to_at, a.seconds, a.business,
    a.stated
  FROM applied a
  JOIN first_wait w ON w.tno = a.tno AND w.from_at < a.to_at
),
stretch AS (
  SELECT p.tno, p.wait, p.seq AS promise_seq, p.seconds, p.waits_from, s.seq, s.calendar,
    CASE WHEN s.from_at > p.waits_from THEN s.from_at ELSE p.waits_from END AS from_at
  FROM promised p
  JOIN calendar_span s ON s.tno = p.tno AND s.to_at > p.waits_from
  WHERE p.business = 1
),
spent AS (
  SELECT x.tno, x.wait, x.promise_seq, x.seconds, x.seq, x.calendar, x.from_at,
    b.business_s - a.business_s AS business_s,
    LEAD(b.business_s - a.business_s) OVER (PARTITION BY x.tno, x.wait, x.promise_seq ORDER BY x.seq) AS business_end
  FROM stretch x
  JOIN business_point a ON a.tno = x.tno AND a.reached = x.waits_from
  JOIN business_point b ON b.tno = x.tno AND b.reached = x.from_at
),
goal AS (
  SELECT s.tno, s.wait, s.promise_seq, s.calendar, o.open_s + s.seconds - s.business_s AS goal
  FROM spent s
  JOIN calendar_offset o ON o.calendar = s.calendar AND o.reached = s.from_at
  WHERE s.business_s < s.seconds AND (s.business_end IS NULL OR s.business_end >= s.seconds)
),
due AS (
  SELECT g.tno, g.wait, g.promise_seq, g.calendar, MIN(k.from_at + g.goal - k.before) AS due_at
  FROM goal g
  CROSS JOIN open_block k
  WHERE k.calendar = g.calendar AND k.block = g.goal - g.goal % 3600 AND k.before < g.goal AND g.goal <= k.until
  GROUP BY g.tno, g.wait, g.promise_seq, g.calendar
),
reached AS (
  SELECT p.tno, p.wait, p.seq, p.pinned_at, p.applied_at, p.to_at, p.seconds, p.stated,
    CASE WHEN p.business = 1 THEN d.calendar END AS calendar,
    CASE WHEN p.business = 1 THEN d.due_at ELSE p.waits_from + p.seconds END AS due_at
  FROM promised p
  LEFT JOIN due d ON d.tno = p.tno AND d.wait = p.wait AND d.promise_seq = p.seq
)
SELECT tno, wait, seq, pinned_at, applied_at, to_at, seconds AS target_s, calendar AS target_calendar,
  CASE WHEN due_at < applied_at THEN applied_at ELSE due_at END AS due_at, stated
FROM reached
