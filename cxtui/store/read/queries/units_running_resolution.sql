-- Resolution clocks of open tickets without an outcome at the instant: seconds since the wait began.
SELECT c.source, c.ticket, CAST(c.seq AS TEXT) AS unit, f.created_at, c.from_at AS moment, f.assignee AS agent,
  f.channel, f.team, f.priority, f.tier,
  :at - c.started_at AS value
FROM backlog_span b
CROSS JOIN clock_fact c ON c.source = b.source AND c.ticket = b.ticket AND c.metric = 'resolution'
CROSS JOIN ticket_fact f ON f.source = c.source AND f.ticket = c.ticket
WHERE b.to_at > :at AND b.from_at <= :at AND c.from_at <= :at AND (c.ended_at IS NULL OR c.ended_at > :at)
  AND (c.outcome_at IS NULL OR c.outcome_at > :at)
