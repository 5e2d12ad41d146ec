-- Tickets solved at the instant whose days after the first solve are not over.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.first_solved_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  1 AS value
FROM ticket_fact f
WHERE f.first_solved_at > :at - :fcr_s AND f.first_solved_at <= :at AND f.excluded = 0 AND f.fcr_at IS NOT NULL
