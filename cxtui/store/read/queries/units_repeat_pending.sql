-- Tickets whose days after creation are not over at the instant.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.created_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  1 AS value
FROM ticket_fact f
WHERE f.created_at > :at - :fcr_s AND f.created_at <= :at AND f.excluded = 0 AND f.repeat_at IS NOT NULL
