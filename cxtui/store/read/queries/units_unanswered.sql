-- Customer turns of open tickets that nobody has answered at the instant: seconds since the first message.
SELECT t.source, t.ticket, CAST(t.seq AS TEXT) AS unit, f.created_at, t.asked_at AS moment, f.assignee AS agent,
  f.channel, f.team, f.priority, f.tier,
  :at - t.asked_at AS value
FROM backlog_span b
CROSS JOIN customer_turn t ON t.source = b.source AND t.ticket = b.ticket
CROSS JOIN ticket_fact f ON f.source = t.source AND f.ticket = t.ticket
WHERE b.to_at > :at AND b.from_at <= :at AND t.asked_at <= :at AND t.excluded = 0
  AND (t.replied_at IS NULL OR t.replied_at > :at) AND (t.closed_at IS NULL OR t.closed_at > :at)
