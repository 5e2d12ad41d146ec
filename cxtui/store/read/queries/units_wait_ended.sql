-- First waits at their end: the human reply, or the ticket left the backlog or was abandoned without one (1).
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.waits_until AS moment, COALESCE(f.first_reply_agent, f.assignee) AS agent,
  f.channel, f.team, f.priority, f.tier,
  CASE WHEN f.first_reply_at IS NULL THEN 1 ELSE 0 END AS value
FROM ticket_fact f
WHERE f.waits_until >= :from_at AND f.waits_until < :to_at
