-- How many escalated tickets are open at an instant, and how many of them broke their first-response promise.
SELECT COUNT(*), COALESCE(SUM(CASE WHEN u.met = 0 AND u.outcome_at <= :at THEN 1 ELSE 0 END), 0) FROM (
  SELECT f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee AS agent, f.met, f.outcome_at
  FROM ticket_fact f
  WHERE f.escalated_until > :at AND f.escalated_at <= :at AND f.excluded = 0
    AND EXISTS (SELECT 1 FROM backlog_span b
      WHERE b.source = f.source AND b.ticket = f.ticket AND b.from_at <= :at AND b.to_at > :at)
) u
WHERE :where
