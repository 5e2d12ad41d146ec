-- Waits for a first response at their end: the human reply, or the ticket left the backlog or was abandoned without
-- one (1).
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.waits_until AS moment, COALESCE(f.first_reply_agent, f.assignee) AS agent,
  f.channel, f.team, f.priority, f.tier,
  CASE WHEN f.answered_at = f.waits_until THEN 0 ELSE 1 END AS value
FROM ticket_fact f
WHERE f.waits_until >= :from_at AND f.waits_until < :to_at
UNION ALL
SELECT f.source, f.ticket, 'wait ' || w.seq, f.created_at, w.until, f.assignee,
  f.channel, f.team, f.priority, f.tier,
  1
FROM earlier_wait w
JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
WHERE w.until >= :from_at AND w.until < :to_at
