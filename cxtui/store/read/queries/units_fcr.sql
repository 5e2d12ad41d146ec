-- Tickets whose days after the first solve are over, at their end: 1 if the first contact resolved them.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.first_solved_at + :fcr_s AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  f.fcr AS value
FROM ticket_fact f
WHERE f.first_solved_at >= :from_at - :fcr_s AND f.first_solved_at < :to_at - :fcr_s AND f.excluded = 0
  AND f.fcr_at IS NOT NULL
