-- Tickets at their first escalation.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.escalated_at AS moment, f.assignee AS agent,
  f.channel, f.team, f.priority, f.tier,
  1 AS value
FROM ticket_fact f
WHERE f.escalated_until >= :from_at AND f.escalated_at >= :from_at AND f.escalated_at < :to_at AND f.excluded = 0
