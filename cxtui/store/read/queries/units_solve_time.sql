-- Tickets at their last solve: seconds since creation without those spent solved.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.first_solved_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  f.solve_s AS value
FROM ticket_fact f
WHERE f.first_solved_at >= :from_at AND f.first_solved_at < :to_at AND f.excluded = 0 AND f.solves = 1
  AND f.solve_s IS NOT NULL
UNION ALL
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.last_solved_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  f.solve_s AS value
FROM ticket_fact f
WHERE f.last_solved_at >= :from_at AND f.last_solved_at < :to_at AND f.excluded = 0 AND f.solves > 1
  AND f.solve_s IS NOT NULL
