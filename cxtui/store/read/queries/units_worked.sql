-- Tickets when somebody first worked on them: replied, was assigned, or changed the status.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.worked_at AS moment, f.assignee AS agent,
  f.channel, f.team, f.priority, f.tier,
  1 AS value
FROM ticket_fact f
WHERE f.worked_at >= :from_at AND f.worked_at < :to_at AND f.excluded = 0
