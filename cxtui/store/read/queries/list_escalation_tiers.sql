-- Tickets first escalated in the period by the tier they were escalated to last.
SELECT COALESCE(u.escalated_tier, ''), COUNT(*) FROM (
  SELECT f.escalated_tier, f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee AS agent
  FROM ticket_fact f
  WHERE f.escalated_until >= :from_at AND f.escalated_at >= :from_at AND f.escalated_at < :to_at AND f.excluded = 0
) u
WHERE :where
GROUP BY 1 ORDER BY 2 DESC, 1
