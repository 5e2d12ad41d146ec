-- Answers of [from_at, to_at] on a scale that is not the number's own.
SELECT COUNT(*) FROM rating_fact
WHERE answered_at >= :from_at AND answered_at <= :to_at AND excluded = 0 AND kind = 'nps' AND flagged = 1
