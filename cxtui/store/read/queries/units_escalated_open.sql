-- Escalated tickets that are open at the instant.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.escalated_at AS moment, f.assignee AS agent,
  f.channel, f.team, f.priority, f.tier,
  :at - f.escalated_at AS value
FROM ticket_fact f
WHERE f.escalated_until > :at AND f.escalated_at <= :at AND f.excluded = 0
  AND EXISTS (SELECT 1 FROM backlog_span b
    WHERE b.source = f.source AND b.ticket = f.ticket AND b.from_at <= :at AND b.to_at > :at)
