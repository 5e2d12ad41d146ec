-- Tickets created in the period by topic.
SELECT COALESCE(u.topic, ''), COUNT(*) FROM (
  SELECT f.topic, f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee AS agent
  FROM ticket_fact f WHERE f.created_at >= :from_at AND f.created_at < :to_at AND f.excluded = 0
) u
WHERE :where
GROUP BY 1 ORDER BY 2 DESC, 1
