-- Answers of [from_at, to_at] that a later one of the same period replaced, by kind: how many, and what they add up to.
SELECT kind, COUNT(*), COALESCE(SUM(COALESCE(good, points)), 0) FROM rating_fact
WHERE superseded_at >= :from_at AND superseded_at <= :to_at AND answered_at >= :from_at AND excluded = 0
  AND (good IS NOT NULL OR points IS NOT NULL)
GROUP BY kind
