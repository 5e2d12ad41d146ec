-- CSAT answers at instants of [from_at, to_at]: good, answered.
SELECT COALESCE(SUM(good), 0), COUNT(*) FROM rating_fact
WHERE answered_at >= :from_at AND answered_at <= :to_at AND excluded = 0 AND good IS NOT NULL
