-- One row for each target that stood over a wait: until when, the instant at which it broke (or will, if nothing
-- happens), and how its clock stood at the end. A target breaks where its seconds run out, but not before it was
-- applied and not after another took its place; one of which the helpdesk only says that it was not kept, at the solve.
-- A due time that it states promises nothing of what begins after it. One that broke has no row for what follows a reopening. First
-- responses are here where more than one promise was applied.
WITH out_in AS (
  SELECT tno, metric, target_no, CASE WHEN metric = 'next_reply' THEN wait ELSE 0 END AS unit, run, calendar, due_at
  FROM clock_due
  WHERE due_at <= to_at
),
ran_out AS (
  SELECT tno, metric, target_no, unit, calendar, due_at FROM (
    SELECT tno, metric, target_no, unit, calendar, due_at,
      ROW_NUMBER() OVER (PARTITION BY tno, metric, target_no, unit ORDER BY due_at, run) AS place
    FROM out_in
  ) ranked
  WHERE place = 1
),
stood AS (
  SELECT s.tno, s.metric, s.target_no, w.wait, CASE WHEN s.metric = 'next_reply' THEN w.wait ELSE 0 END AS unit,
    w.started_at, s.applied_at, CASE WHEN s.applied_at > w.from_at THEN s.applied_at ELSE w.from_at END AS from_at,
    CASE WHEN s.to_at < w.ended_at THEN s.to_at ELSE w.ended_at END AS to_at,
    CASE WHEN s.to_at <= w.ended_at AND s.to_at < :no_end THEN 'replaced' ELSE w.ending END AS ending,
    w.agent, s.seconds, s.business, s.stated, s.kept
  FROM target_span s
  JOIN clock_wait w ON w.tno = s.tno AND w.metric = s.metric AND s.applied_at <= w.ended_at AND s.to_at > w.from_at
  WHERE s.stated = 0 OR w.from_at < w.started_at + s.seconds OR (s.seconds IS NULL AND w.wait = 1)
),
judged AS (
  SELECT s.tno, s.metric, s.target_no, s.wait, s.unit, s.started_at, s.applied_at, s.from_at, s.to_at, s.ending,
    s.agent, s.seconds, s.business, s.stated, s.kept,
    CASE WHEN o.due_at < s.from_at THEN s.from_at ELSE o.due_at END AS break_at,
    o.calendar AS break_calendar
  FROM stood s
  LEFT JOIN ran_out o ON o.tno = s.tno AND o.metric = s.metric AND o.target_no = s.target_no AND o.unit = s.unit
),
broken AS (
  SELECT tno, metric, target_no, unit, MIN(wait) AS wait FROM judged WHERE break_at < to_at
  GROUP BY tno, metric, target_no, unit
),
last_run AS (
  SELECT j.tno, j.metric, j.target_no, j.wait, MIN(d.run) AS first_run, MAX(d.run) AS run
  FROM judged j
  JOIN clock_due d ON d.tno = j.tno AND d.metric = j.metric AND d.target_no = j.target_no AND d.wait = j.wait
    AND (d.from_at < j.to_at AND d.to_at > j.from_at
      OR j.from_at = j.to_at AND d.from_at <= j.from_at AND d.to_at >= j.from_at)
  GROUP BY j.tno, j.metric, j.target_no, j.wait
)
SELECT j.tno, j.metric, j.target_no, j.wait, j.started_at, j.applied_at, j.from_at, j.to_at, j.ending, j.agent,
  j.seconds AS target_s, CASE WHEN j.break_at < j.to_at THEN j.break_calendar ELSE d.calendar END AS calendar, d.kind,
  CASE WHEN j.break_at < j.to_at THEN j.break_at WHEN j.kept = 0 AND j.ending = 'solved' THEN j.to_at END AS broke_at,
  CASE WHEN j.break_at < j.to_at THEN j.break_at WHEN d.kind <> 'run' THEN NULL
    WHEN COALESCE(d.due_at, j.break_at) < j.from_at THEN j.from_at ELSE COALESCE(d.due_at, j.break_at) END AS due_at,
  CASE WHEN d.kind <> 'run' THEN CASE WHEN d.left_s > 0 THEN d.left_s ELSE 0 END END AS left_s,
  CASE WHEN l.run > l.first_run OR d.kind <> 'run' THEN 1 ELSE 0 END AS paused, j.stated
FROM judged j
JOIN last_run l ON l.tno = j.tno AND l.metric = j.metric AND l.target_no = j.target_no AND l.wait = j.wait
JOIN clock_due d ON d.tno = j.tno AND d.metric = j.metric AND d.target_no = j.target_no AND d.run = l.run
LEFT JOIN broken b ON b.tno = j.tno AND b.metric = j.metric AND b.target_no = j.target_no AND b.unit = j.unit
WHERE b.tno IS NULL OR b.wait >= j.wait
UNION ALL
SELECT p.tno, 'first_response', p.seq, w.wait, w.from_at, p.applied_at, p.applied_at,
  CASE WHEN p.to_at < w.until THEN p.to_at ELSE w.until END,
  CASE WHEN p.to_at <= w.until AND p.to_at < :no_end THEN 'replaced'
    WHEN w.answered = 1 THEN 'replied' WHEN w.until < :no_end THEN 'left' END,
  CASE WHEN w.answered = 1 THEN COALESCE(w.agent, f.first_reply_agent) END, p.target_s, p.target_calendar, 'run',
  CASE WHEN p.due_at < p.to_at AND p.due_at < w.until THEN p.due_at END, p.due_at, NULL, 0, p.stated
FROM promise_choice c
JOIN promise p ON p.tno = c.tno AND p.wait = c.wait
JOIN first_wait w ON w.tno = p.tno AND w.wait = p.wait AND p.applied_at <= w.until
JOIN first_response f ON f.tno = p.tno
JOIN standing s ON s.tno = p.tno AND s.excluded = 0
