-- Tickets at their first reopening.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.first_reopened_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  1 AS value
FROM ticket_fact f
WHERE f.first_reopened_at >= :from_at AND f.first_reopened_at < :to_at AND f.excluded = 0
