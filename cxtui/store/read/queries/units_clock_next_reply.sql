-- Next-reply clocks at the instant at which it became known whether they were kept.
SELECT c.source, c.ticket, CAST(c.seq AS TEXT) AS unit, f.created_at, c.outcome_at AS moment, c.agent,
  f.channel, f.team, f.priority, f.tier,
  c.met AS value
FROM clock_fact c
CROSS JOIN ticket_fact f ON f.source = c.source AND f.ticket = c.ticket
WHERE c.outcome_at >= :from_at AND c.outcome_at < :to_at AND c.metric = 'next_reply' AND c.counted = 1
