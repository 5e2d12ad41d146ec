-- Which calendar a ticket's business time runs in, and when: the source's default (or the store's), until
-- a schedule event names another one. One set within 5 seconds of creation is the automation that files the
-- ticket, and holds from the start. The versions of a calendar are one calendar, whose hours change.
WITH own AS (
  SELECT source, source || '/' || calendar AS calendar,
    ROW_NUMBER() OVER (PARTITION BY source ORDER BY position, calendar) AS place
  FROM (SELECT source, calendar, MIN(position) AS position FROM calendar GROUP BY source, calendar) one
),
mark AS (
  SELECT t.tno, 0 AS from_at, -1 AS at_seq, COALESCE(o.calendar, z.label) AS calendar
  FROM ticket t
  JOIN horizon z ON z.name = 'business_calendar'
  LEFT JOIN own o ON o.source = t.source AND o.place = 1
  UNION ALL
  SELECT h.tno, CASE WHEN h.occurred_at <= t.created_at + 5 THEN 0 ELSE h.occurred_at END, h.seq,
    o.calendar
  FROM history h
  JOIN ticket t ON t.tno = h.tno
  JOIN own o ON o.source = t.source AND o.calendar = t.source || '/' || h.value
  WHERE h.kind = 'schedule'
)
SELECT tno, ROW_NUMBER() OVER w AS seq, calendar, from_at,
  COALESCE(LEAD(from_at) OVER w, :no_end) AS to_at
FROM mark
WINDOW w AS (PARTITION BY tno ORDER BY from_at, at_seq)
