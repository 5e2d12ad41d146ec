-- What a list shows of one ticket, with names in the place of ids.
SELECT t.subject, COALESCE(u.name, f.customer), f.tier, f.priority, f.channel, COALESCE(m.name, f.team),
  COALESCE(a.name, f.assignee), f.created_at, f.due_at, f.target_s, f.target_calendar, f.escalated_at,
  COALESCE(f.escalated_tier, CAST(m.tier AS TEXT)), f.topic,
  (SELECT e.previous FROM event e
   WHERE e.source = f.source AND e.ticket = f.ticket AND e.kind = 'escalated' AND e.occurred_at <= :at
     AND e.retracted IS NOT 1
   ORDER BY e.occurred_at DESC, e.version_seq DESC, e.event DESC LIMIT 1)
FROM ticket_fact f
JOIN ticket t ON t.source = f.source AND t.ticket = f.ticket
LEFT JOIN customer u ON u.source = f.source AND u.customer = f.customer
LEFT JOIN team m ON m.source = f.source AND m.team = f.team
LEFT JOIN agent a ON a.source = f.source AND a.agent = f.assignee
WHERE f.source = :source AND f.ticket = :ticket
