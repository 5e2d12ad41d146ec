-- Tickets created since :day_start, before from_at, for which a wait for a first response began at an instant of
-- [from_at, to_at]: when their last wait before that began, if any, and when the last one by to_at did.
SELECT (SELECT MAX(w.from_at) FROM earlier_wait w
    WHERE w.source = k.source AND w.ticket = k.ticket AND w.from_at < :from_at), MAX(k.begun_at)
FROM (
  SELECT f.source, f.ticket, f.waits_from AS begun_at, f.created_at, f.excluded
  FROM ticket_fact f
  WHERE f.waits_from > f.created_at AND f.waits_from >= :from_at AND f.waits_from <= :to_at
  UNION ALL
  SELECT w.source, w.ticket, w.from_at, f.created_at, f.excluded
  FROM earlier_wait w
  JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
  WHERE w.from_at >= :from_at AND w.from_at <= :to_at
) k
WHERE k.created_at >= :day_start AND k.created_at < :from_at AND k.excluded = 0
GROUP BY k.source, k.ticket
