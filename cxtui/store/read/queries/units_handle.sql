-- Tickets that agents handled, at the end of the last record: seconds of talk, hold, wrap and work.
SELECT u.source, u.ticket, '' AS unit, MAX(u.created_at) AS created_at, MAX(u.moment) AS moment, MAX(u.agent) AS agent,
  MAX(u.channel) AS channel, MAX(u.team) AS team, MAX(u.priority) AS priority, MAX(u.tier) AS tier,
  SUM(u.seconds) AS value
FROM (
  SELECT h.source, h.ticket, f.created_at, h.to_at AS moment, h.agent, f.channel, f.team, f.priority, f.tier,
    h.to_at - h.from_at AS seconds
  FROM handle h
  JOIN ticket_fact f ON f.source = h.source AND f.ticket = h.ticket
  WHERE h.to_at >= :from_at AND h.to_at < :to_at AND h.to_at >= h.from_at AND f.excluded = 0
) u
WHERE :where
GROUP BY u.source, u.ticket
