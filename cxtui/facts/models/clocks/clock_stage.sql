-- The calendars of tickets with targets in business time: from when to when each holds (the first from creation),
-- the ticket's business seconds at both ends, and the calendar's own open seconds at its start.
WITH wanted AS (
  SELECT DISTINCT tno FROM target_span WHERE business = 1 AND metric <> 'first_response'
),
stretch AS (
  SELECT s.tno, s.seq, s.calendar, CASE WHEN s.from_at > t.created_at THEN s.from_at ELSE t.created_at END AS from_at,
    s.to_at
  FROM wanted w
  JOIN ticket t ON t.tno = w.tno
  JOIN calendar_span s ON s.tno = w.tno AND s.to_at > t.created_at
),
offset_from AS (
  SELECT x.tno, x.seq, x.calendar, x.from_at, x.to_at, b.business_s, o.open_s
  FROM stretch x
  JOIN business_point b ON b.tno = x.tno AND b.reached = x.from_at
  JOIN calendar_offset o ON o.calendar = x.calendar AND o.reached = x.from_at
)
SELECT tno, seq, calendar, from_at, to_at, business_s, open_s,
  LEAD(business_s) OVER (PARTITION BY tno ORDER BY seq) AS business_end
FROM offset_from
