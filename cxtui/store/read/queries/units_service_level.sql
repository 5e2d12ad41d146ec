-- First-response promises at the instant at which it became known whether they were kept.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.outcome_at AS moment, f.outcome_agent AS agent,
  f.channel, f.team, f.priority, f.tier,
  f.met AS value
FROM ticket_fact f
WHERE f.outcome_at >= :from_at AND f.outcome_at < :to_at
