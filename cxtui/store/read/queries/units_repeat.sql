-- Customers with a ticket whose days after creation are over, at the last one's end: 1 if they came back with the
-- topic of one of them within those days.
SELECT u.source, NULL AS ticket, u.customer AS unit, MIN(u.created_at) AS created_at, MAX(u.moment) AS moment,
  MAX(u.agent) AS agent, MAX(u.channel) AS channel, MAX(u.team) AS team, MAX(u.priority) AS priority,
  MAX(u.tier) AS tier, MAX(u.repeated) AS value
FROM (
  SELECT f.source, f.ticket, f.customer, f.created_at, f.created_at + :fcr_s AS moment, f.solver AS agent,
    f.channel, f.team, f.priority, f.tier, f.repeated
  FROM ticket_fact f
  WHERE f.created_at >= :from_at - :fcr_s AND f.created_at < :to_at - :fcr_s AND f.excluded = 0
    AND f.repeat_at IS NOT NULL
) u
WHERE :where
GROUP BY u.source, u.customer
