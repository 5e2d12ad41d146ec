-- Tickets at their first solve: public messages of both sides.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.first_solved_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  COALESCE(f.customer_messages, 0) + COALESCE(f.agent_messages, 0) AS value
FROM ticket_fact f
WHERE f.first_solved_at >= :from_at AND f.first_solved_at < :to_at AND f.excluded = 0
