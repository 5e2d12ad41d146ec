-- Tickets that wait for a first response at an instant, next to breach first.
SELECT f.source, f.ticket, t.subject, COALESCE(u.name, f.customer), f.tier, f.priority, f.channel,
  COALESCE(m.name, f.team), COALESCE(a.name, f.assignee), f.created_at, f.due_at, f.target_s, f.target_calendar
FROM (
  SELECT source, ticket FROM ticket_fact
  WHERE waits_until > :at AND created_at <= :at
  ORDER BY due_at IS NULL, due_at, created_at, source, ticket LIMIT :most
) w
JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
JOIN ticket t ON t.source = w.source AND t.ticket = w.ticket
LEFT JOIN customer u ON u.source = f.source AND u.customer = f.customer
LEFT JOIN team m ON m.source = f.source AND m.team = f.team
LEFT JOIN agent a ON a.source = f.source AND a.agent = f.assignee
ORDER BY f.due_at IS NULL, f.due_at, f.created_at, f.source, f.ticket
