-- Service-level clocks of any kind at the instant at which they broke.
SELECT f.source, f.ticket, 'first_response' AS unit, f.created_at, f.outcome_at AS moment, f.outcome_agent AS agent,
  f.channel, f.team, f.priority, f.tier,
  1 AS value
FROM ticket_fact f
WHERE f.outcome_at >= :from_at AND f.outcome_at < :to_at AND f.met = 0
UNION ALL
SELECT w.source, w.ticket, 'first_response ' || w.seq, f.created_at, w.outcome_at, w.outcome_agent,
  f.channel, f.team, f.priority, f.tier,
  1
FROM earlier_wait w
JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
WHERE w.outcome_at >= :from_at AND w.outcome_at < :to_at AND w.met = 0
UNION ALL
SELECT c.source, c.ticket, c.metric || ' ' || c.seq, f.created_at, c.outcome_at, c.agent,
  f.channel, f.team, f.priority, f.tier,
  1
FROM clock_fact c
CROSS JOIN ticket_fact f ON f.source = c.source AND f.ticket = c.ticket
WHERE c.outcome_at >= :from_at AND c.outcome_at < :to_at AND c.met = 0 AND c.counted = 1
  AND c.metric <> 'first_response'
