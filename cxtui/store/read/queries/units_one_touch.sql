-- Tickets at their first solve: 1 with exactly one human reply until then.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.first_solved_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  CASE WHEN f.first_reply_at <= f.first_solved_at AND COALESCE(f.second_reply_at, :never) > f.first_solved_at
    AND f.replies IS NOT NULL THEN 1 ELSE 0 END AS value
FROM ticket_fact f
WHERE f.first_solved_at >= :from_at AND f.first_solved_at < :to_at AND f.excluded = 0
