-- How many tickets waited for a first response at an instant after which the history goes on, and how many of
-- them past their promise.
SELECT COUNT(*), SUM(CASE WHEN u.due_at <= :at THEN 1 ELSE 0 END) FROM (
  SELECT f.due_at
  FROM ticket_fact f
  WHERE f.waits_until > :at AND f.waits_from <= :at
    AND EXISTS (SELECT 1 FROM backlog_span b
      WHERE b.source = f.source AND b.ticket = f.ticket AND b.from_at <= :at AND b.to_at > :at)
  UNION ALL
  SELECT w.due_at
  FROM earlier_wait w
  JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
  WHERE w.until > :at AND w.from_at <= :at
    AND EXISTS (SELECT 1 FROM backlog_span b
      WHERE b.source = w.source AND b.ticket = w.ticket AND b.from_at <= :at AND b.to_at > :at)
) u
