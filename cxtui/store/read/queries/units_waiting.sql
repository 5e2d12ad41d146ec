-- Tickets that wait for a first response at the instant.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.created_at AS moment, f.assignee AS agent,
  f.channel, f.team, f.priority, f.tier,
  :at - f.created_at AS value
FROM ticket_fact f
WHERE f.waits_until > :at AND f.created_at <= :at
  AND EXISTS (SELECT 1 FROM backlog_span b
    WHERE b.source = f.source AND b.ticket = f.ticket AND b.from_at <= :at AND b.to_at > :at)
  AND NOT EXISTS (SELECT 1 FROM event e
    WHERE e.source = f.source AND e.ticket = f.ticket AND e.kind = 'abandoned' AND e.occurred_at <= :at)
