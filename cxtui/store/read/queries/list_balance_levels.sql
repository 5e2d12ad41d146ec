-- Open tickets just before the period and at its end.
SELECT COALESCE(SUM(u.from_at < :from_at AND u.to_at >= :from_at), 0),
  COALESCE(SUM(u.from_at < :to_at AND u.to_at >= :to_at), 0)
FROM (
  SELECT b.from_at, b.to_at, f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee AS agent
  FROM backlog_span b
  JOIN ticket_fact f ON f.source = b.source AND f.ticket = b.ticket
  WHERE b.to_at >= :from_at AND b.from_at < :to_at
    AND (b.from_at < :from_at OR b.to_at >= :to_at)
) u
WHERE :where
