-- Promises kept and judged at instants of [from_at, to_at].
SELECT COALESCE(SUM(met), 0), COUNT(*) FROM (
  SELECT met FROM ticket_fact WHERE outcome_at >= :from_at AND outcome_at <= :to_at
  UNION ALL
  SELECT met FROM earlier_wait WHERE outcome_at >= :from_at AND outcome_at <= :to_at
)
