-- Promises kept and judged at instants of [from_at, to_at].
SELECT COALESCE(SUM(met), 0), COUNT(*) FROM ticket_fact WHERE outcome_at >= :from_at AND outcome_at <= :to_at
