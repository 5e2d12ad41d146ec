-- Tickets at their first solve: opening hours since creation, in seconds.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.first_solved_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  f.first_resolution_business_s AS value
FROM ticket_fact f
WHERE f.first_solved_at >= :from_at AND f.first_solved_at < :to_at AND f.excluded = 0
  AND f.first_resolution_business_s IS NOT NULL
