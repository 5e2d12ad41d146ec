-- The stretch [from_at, to_at) of each calendar that lies between a ticket's creation and an instant that
-- matters: a change of status, the first replies, a change of calendar.
WITH point AS (
  SELECT source, ticket, from_at AS reached FROM status_step
  UNION
  SELECT source, ticket, occurred_at FROM human_reply WHERE seq = 1
  UNION
  SELECT s.source, s.ticket, s.value FROM stated s
  JOIN ticket t ON t.source = s.source AND t.ticket = s.ticket AND s.value >= t.created_at
  WHERE s.metric = 'first_response_at'
  UNION
  SELECT c.source, c.ticket, c.from_at FROM calendar_span c
  JOIN ticket t ON t.source = c.source AND t.ticket = c.ticket AND c.from_at > t.created_at
)
SELECT p.source, p.ticket, p.reached, c.calendar,
  CASE WHEN c.from_at > t.created_at THEN c.from_at ELSE t.created_at END AS from_at,
  CASE WHEN c.to_at < p.reached THEN c.to_at ELSE p.reached END AS to_at
FROM point p
JOIN ticket t ON t.source = p.source AND t.ticket = p.ticket
JOIN calendar_span c ON c.source = p.source AND c.ticket = p.ticket
  AND c.to_at > t.created_at AND c.from_at <= p.reached
