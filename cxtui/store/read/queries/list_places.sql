-- Tickets created in the period by place and topic.
SELECT COALESCE(u.place, ''), COALESCE(u.topic, ''), COUNT(*) FROM (
  SELECT t.place, f.topic, f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee AS agent
  FROM ticket_fact f
  JOIN ticket t ON t.source = f.source AND t.ticket = f.ticket
  WHERE f.created_at >= :from_at AND f.created_at < :to_at AND f.excluded = 0
) u
WHERE :where
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
