-- Escalated tickets that are open at an instant, the longest escalated first.
SELECT f.source, f.ticket, t.subject, COALESCE(u.name, f.customer), f.tier, f.priority, COALESCE(m.name, f.team),
  COALESCE(f.escalated_tier, CAST(m.tier AS TEXT)), COALESCE(a.name, f.assignee), f.escalated_at, f.topic,
  CASE WHEN f.met = 0 AND f.outcome_at <= :at THEN 1 ELSE 0 END
FROM (
  SELECT source, ticket FROM ticket_fact
  WHERE escalated_until > :at AND escalated_at <= :at AND excluded = 0
  ORDER BY escalated_at, source, ticket LIMIT :most
) w
JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
JOIN ticket t ON t.source = w.source AND t.ticket = w.ticket
LEFT JOIN customer u ON u.source = f.source AND u.customer = f.customer
LEFT JOIN team m ON m.source = f.source AND m.team = f.team
LEFT JOIN agent a ON a.source = f.source AND a.agent = f.assignee
ORDER BY f.escalated_at, f.source, f.ticket
