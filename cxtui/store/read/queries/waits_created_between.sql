-- Tickets created at instants of [from_at, to_at] that have begun to wait for a first response by the second: when the
-- last wait by then began, and the seconds to the reply.
SELECT CASE WHEN f.waits_from <= :to_at THEN f.waits_from
    ELSE (SELECT MAX(w.from_at) FROM earlier_wait w
      WHERE w.source = f.source AND w.ticket = f.ticket AND w.from_at <= :to_at) END AS begun_at,
  CASE WHEN f.waits_from <= :to_at THEN f.answered_at - f.waits_from END
FROM ticket_fact f
WHERE f.created_at >= :from_at AND f.created_at <= :to_at AND f.excluded = 0 AND (f.waits_from <= :to_at OR EXISTS (
  SELECT 1 FROM earlier_wait w WHERE w.source = f.source AND w.ticket = f.ticket AND w.from_at <= :to_at))
