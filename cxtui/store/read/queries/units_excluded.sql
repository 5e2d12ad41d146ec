-- Tickets created in the period that no rate counts: spam, deleted, merged into another.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.created_at AS moment, f.assignee AS agent,
  f.channel, f.team, f.priority, f.tier,
  1 AS value
FROM ticket_fact f
WHERE f.created_at >= :from_at AND f.created_at < :to_at AND f.excluded = 1
