-- Tickets whose days after creation are over, at their end: 1 if the customer came back with the topic.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.created_at + :fcr_s AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  f.repeated AS value
FROM ticket_fact f
WHERE f.created_at >= :from_at - :fcr_s AND f.created_at < :to_at - :fcr_s AND f.excluded = 0
  AND f.repeat_at IS NOT NULL
