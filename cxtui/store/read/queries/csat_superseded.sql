-- Answers of [from_at, to_at] that a later answer of the same period replaced: good, answered.
SELECT COALESCE(SUM(good), 0), COUNT(*) FROM rating_fact
WHERE superseded_at >= :from_at AND superseded_at <= :to_at AND answered_at >= :from_at AND excluded = 0
  AND good IS NOT NULL
