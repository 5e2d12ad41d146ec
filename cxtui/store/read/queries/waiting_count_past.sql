-- How many tickets waited for a first response at an instant after which the history goes on, and how many of
-- them past their promise.
SELECT COUNT(*), SUM(CASE WHEN f.due_at <= :at THEN 1 ELSE 0 END) FROM ticket_fact f
WHERE f.waits_until > :at AND f.created_at <= :at
  AND EXISTS (SELECT 1 FROM backlog_span b
    WHERE b.source = f.source AND b.ticket = f.ticket AND b.from_at <= :at AND b.to_at > :at)
  AND NOT EXISTS (SELECT 1 FROM event e
    WHERE e.source = f.source AND e.ticket = f.ticket AND e.kind = 'abandoned' AND e.occurred_at <= :at)
