-- Tickets that agents handled, at the end of the last record: seconds of talk, hold, wrap and work.
SELECT w.source, w.ticket, '' AS unit, f.created_at, w.moment, w.agent, f.channel, f.team, f.priority, f.tier, w.value
FROM (
  SELECT u.source, u.ticket, MAX(u.to_at) AS moment, MAX(u.agent) AS agent, SUM(u.to_at - u.from_at) AS value
  FROM handle u
  WHERE u.to_at >= :from_at AND u.to_at < :to_at AND u.to_at >= u.from_at AND :whose
  GROUP BY u.source, u.ticket
) w
JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
WHERE f.excluded = 0
