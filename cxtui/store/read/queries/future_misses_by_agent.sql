-- Promises that are judged only after an instant, but before a day's end: agent, kept, judged.
SELECT source, outcome_agent, SUM(met), COUNT(*) FROM (
  SELECT source, outcome_agent, met FROM ticket_fact WHERE outcome_at > :at AND outcome_at < :to_at
  UNION ALL
  SELECT source, outcome_agent, met FROM earlier_wait WHERE outcome_at > :at AND outcome_at < :to_at
)
GROUP BY source, outcome_agent
