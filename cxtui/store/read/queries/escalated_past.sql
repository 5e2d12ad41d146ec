-- Escalated tickets that were open at an instant after which the history goes on, the longest escalated first.
SELECT f.source, f.ticket, f.priority, f.team, f.assignee, f.escalated_at, f.escalated_tier, f.topic,
  CASE WHEN f.met = 0 AND f.outcome_at <= :at THEN 1 ELSE 0 END
FROM ticket_fact f
WHERE f.escalated_until > :at AND f.escalated_at <= :at AND f.excluded = 0
  AND EXISTS (SELECT 1 FROM backlog_span b
    WHERE b.source = f.source AND b.ticket = f.ticket AND b.from_at <= :at AND b.to_at > :at)
ORDER BY f.escalated_at, f.source, f.ticket LIMIT :most
