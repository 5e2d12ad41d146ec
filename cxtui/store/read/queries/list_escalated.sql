-- Escalated tickets that are open at an instant, the longest escalated first, with what a batch may change.
SELECT u.source, u.ticket, u.priority, u.team, u.agent, u.escalated_at, u.escalated_tier, u.topic,
  CASE WHEN u.met = 0 AND u.outcome_at <= :at THEN 1 ELSE 0 END
FROM (
  SELECT f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee AS agent, f.escalated_at,
    f.escalated_tier, f.topic, f.met, f.outcome_at
  FROM ticket_fact f
  WHERE f.escalated_until > :at AND f.escalated_at <= :at AND f.excluded = 0
    AND EXISTS (SELECT 1 FROM backlog_span b
      WHERE b.source = f.source AND b.ticket = f.ticket AND b.from_at <= :at AND b.to_at > :at)
) u
WHERE :where
ORDER BY u.escalated_at, u.source, u.ticket LIMIT :most
