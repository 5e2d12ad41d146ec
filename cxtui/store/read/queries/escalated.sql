-- Escalated tickets that are open at an instant, the longest escalated first, with what a batch may change.
SELECT w.source, w.ticket, f.priority, f.team, f.assignee, w.escalated_at, f.escalated_tier, f.topic,
  CASE WHEN w.met = 0 AND w.outcome_at <= :at THEN 1 ELSE 0 END
FROM (
  SELECT source, ticket, escalated_at, met, outcome_at FROM ticket_fact
  WHERE escalated_until > :at AND escalated_at <= :at AND excluded = 0
  ORDER BY escalated_at, source, ticket LIMIT :most
) w
JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
ORDER BY w.escalated_at, w.source, w.ticket
