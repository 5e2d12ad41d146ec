-- Promises over open tickets that nothing has ended by an instant, with what a clock that stood still showed then:
-- meant for a reader of what one agent may see.
SELECT c.source, c.ticket, c.metric, c.target_s, c.calendar, c.due_at,
  CASE WHEN c.met = 0 AND c.outcome_at <= :at THEN c.outcome_at END, s.kind, s.due_at, s.left_s
FROM backlog_span b
CROSS JOIN clock_fact c ON c.source = b.source AND c.ticket = b.ticket
LEFT JOIN clock_step s ON s.source = c.source AND s.ticket = c.ticket AND s.metric = c.metric AND s.seq = c.seq
  AND s.from_at <= :at AND s.to_at > :at
WHERE b.to_at > :at AND b.from_at <= :at AND c.from_at <= :at AND (c.ended_at IS NULL OR c.ended_at > :at)
