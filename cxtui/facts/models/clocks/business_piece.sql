-- The stretch [from_at, to_at) of each calendar that lies between a ticket's creation and an instant that
-- matters: a change of status, a wait for the first reply and the reply, both ends of an answered turn, a change of
-- calendar.
WITH point AS (
  SELECT tno, from_at AS reached FROM status_step
  UNION
  SELECT tno, from_at FROM first_wait
  UNION
  SELECT tno, occurred_at FROM human_reply WHERE seq = 1
  UNION
  SELECT tno, answered_at FROM first_wait WHERE answered_at IS NOT NULL
  UNION
  SELECT tno, asked_at FROM turn WHERE replied_at IS NOT NULL
  UNION
  SELECT tno, replied_at FROM turn WHERE replied_at IS NOT NULL
  UNION
  SELECT c.tno, c.from_at FROM calendar_span c
  JOIN ticket t ON t.tno = c.tno AND c.from_at > t.created_at
)
SELECT p.tno, p.reached, c.calendar,
  CASE WHEN c.from_at > t.created_at THEN c.from_at ELSE t.created_at END AS from_at,
  CASE WHEN c.to_at < p.reached THEN c.to_at ELSE p.reached END AS to_at
FROM point p
JOIN ticket t ON t.tno = p.tno
JOIN calendar_span c ON c.tno = p.tno
  AND c.to_at > t.created_at AND c.from_at <= p.reached
