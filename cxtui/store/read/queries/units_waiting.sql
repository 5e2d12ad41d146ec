-- Tickets that wait for a first response at the instant.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.created_at AS moment, f.assignee AS agent, f.channel, f.team, f.priority, f.tier, :at - f.created_at AS value
FROM ticket_fact f
WHERE f.waits_until > :at AND f.created_at <= :at
