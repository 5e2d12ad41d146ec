-- First-response promises at the instant at which it became known whether they were kept.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.outcome_at AS moment, f.outcome_agent AS agent,
  f.channel, f.team, f.priority, f.tier,
  f.met AS value
FROM ticket_fact f
WHERE f.outcome_at >= :from_at AND f.outcome_at < :to_at
UNION ALL
SELECT w.source, w.ticket, 'wait ' || w.seq, f.created_at, w.outcome_at, w.outcome_agent,
  f.channel, f.team, f.priority, f.tier,
  w.met
FROM earlier_wait w
JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
WHERE w.outcome_at >= :from_at AND w.outcome_at < :to_at
