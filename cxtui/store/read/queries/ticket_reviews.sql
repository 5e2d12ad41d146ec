-- Categories of the quality reviews of a ticket until an instant, with the score of the whole review.
SELECT s.review, s.occurred_at, COALESCE(a.name, s.agent), q.score, s.category, s.value, s.min, s.max,
  COALESCE(s.critical, 0)
FROM qa_score s
LEFT JOIN qa_fact q ON q.source = s.source AND q.review = s.review
LEFT JOIN agent a ON a.source = s.source AND a.agent = s.agent
WHERE s.source = :source AND s.ticket = :ticket AND s.occurred_at <= :at
ORDER BY s.occurred_at DESC, s.review DESC, s.category LIMIT :most
