SELECT t.source, t.ticket, t.subject, COALESCE(u.name, t.customer), u.tier, t.channel, COALESCE(m.name, t.team),
  t.priority, t.topic, t.product, t.place, t.created_at, f.status, f.status_at,
  COALESCE(a.name, f.assignee), f.first_reply_at, f.first_reply_s, f.first_reply_business_s, f.due_at, f.target_s,
  f.target_calendar, f.target_stated, f.outcome_at, f.met, f.waits_from, f.waits_until, f.answered_at, f.solves, f.reopens, f.last_solved_at, f.excluded,
  t.merged_into, f.escalated_at, f.escalated_tier, f.replies, t.customer
FROM ticket t
LEFT JOIN ticket_fact f ON f.source = t.source AND f.ticket = t.ticket
LEFT JOIN customer u ON u.source = t.source AND u.customer = t.customer
LEFT JOIN team m ON m.source = t.source AND m.team = t.team
LEFT JOIN agent a ON a.source = t.source AND a.agent = f.assignee
WHERE t.source = :source AND t.ticket = :ticket
