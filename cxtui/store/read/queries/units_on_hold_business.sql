-- Tickets at their last solve, if it still stands: opening hours spent on hold, in seconds.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.first_solved_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  f.hold_business_s AS value
FROM ticket_fact f
WHERE f.first_solved_at >= :from_at AND f.first_solved_at < :to_at AND f.excluded = 0 AND f.solves = 1
  AND f.status IN ('solved', 'closed') AND f.hold_business_s IS NOT NULL
UNION ALL
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.last_solved_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  f.hold_business_s AS value
FROM ticket_fact f
WHERE f.last_solved_at >= :from_at AND f.last_solved_at < :to_at AND f.excluded = 0 AND f.solves > 1
  AND f.status IN ('solved', 'closed') AND f.hold_business_s IS NOT NULL
