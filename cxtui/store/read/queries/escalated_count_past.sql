-- How many escalated tickets were open at an instant after which the history goes on, and how many of them had
-- broken their first-response promise.
SELECT COUNT(*), SUM(CASE WHEN f.met = 0 AND f.outcome_at <= :at THEN 1 ELSE 0 END) FROM ticket_fact f
WHERE f.escalated_until > :at AND f.escalated_at <= :at AND f.excluded = 0
  AND EXISTS (SELECT 1 FROM backlog_span b
    WHERE b.source = f.source AND b.ticket = f.ticket AND b.from_at <= :at AND b.to_at > :at)
