-- Entries and exits of the backlog in [from_at, to_at) by quarter hour.
SELECT u.moment - u.moment % 900, SUM(u.entered), SUM(u.gone) FROM (
  SELECT b.from_at AS moment, 1 AS entered, 0 AS gone, f.source, f.ticket, f.channel, f.team, f.priority, f.tier,
    f.assignee AS agent
  FROM backlog_span b
  JOIN ticket_fact f ON f.source = b.source AND f.ticket = b.ticket
  WHERE b.to_at > :from_at AND b.from_at >= :from_at AND b.from_at < :to_at
  UNION ALL
  SELECT b.to_at, 0, 1, f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee
  FROM backlog_span b
  JOIN ticket_fact f ON f.source = b.source AND f.ticket = b.ticket
  WHERE b.to_at >= :from_at AND b.to_at < :to_at
) u
WHERE :where
GROUP BY 1 ORDER BY 1
