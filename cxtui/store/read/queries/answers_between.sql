-- Answers to surveys at instants of [from_at, to_at] by kind: how many, and what they add up to.
SELECT kind, COUNT(*), COALESCE(SUM(COALESCE(good, points)), 0) FROM rating_fact
WHERE answered_at >= :from_at AND answered_at <= :to_at AND excluded = 0 AND (good IS NOT NULL OR points IS NOT NULL)
GROUP BY kind
