-- Tickets at their first solve: 1 with exactly one human reply.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.first_solved_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  CASE WHEN f.replies = 1 THEN 1 ELSE 0 END AS value
FROM ticket_fact f
WHERE f.first_solved_at >= :from_at AND f.first_solved_at < :to_at AND f.excluded = 0
