-- Tickets created in the period by quarter hour.
SELECT u.created_at - u.created_at % 900, COUNT(*) FROM (
  SELECT f.created_at, f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee AS agent
  FROM ticket_fact f WHERE f.created_at >= :from_at AND f.created_at < :to_at AND f.excluded = 0
) u
WHERE :where
GROUP BY 1
