-- Tickets first solved in [from_at - 1 day, to_at) by agent, team and topic. Of those solved since from_at: all,
-- with exactly one human reply by then, opened by a customer, and of these without a human reply by then. Of those
-- whose 24 hours were over before to_at: all, reopened within them, and without a survey.
SELECT f.source, f.solver, f.team, f.topic,
  SUM(f.first_solved_at >= :from_at),
  SUM(f.first_solved_at >= :from_at AND f.first_reply_at <= f.first_solved_at
    AND (f.second_reply_at IS NULL OR f.second_reply_at > f.first_solved_at)),
  SUM(f.first_solved_at >= :from_at AND f.opened_by_agent = 0),
  SUM(f.first_solved_at >= :from_at AND f.opened_by_agent = 0
    AND (f.first_reply_at IS NULL OR f.first_reply_at > f.first_solved_at)),
  SUM(f.first_solved_at < :to_at - 86400),
  SUM(f.first_solved_at < :to_at - 86400 AND f.first_reopened_at <= f.first_solved_at + 86400),
  SUM(CASE WHEN f.first_solved_at >= :to_at - 86400 THEN 0 ELSE NOT EXISTS (
    SELECT 1 FROM rating_fact r
    WHERE r.source = f.source AND r.ticket = f.ticket AND COALESCE(r.sent_at, r.answered_at) < :to_at) END)
FROM ticket_fact f
WHERE f.first_solved_at >= :from_at - 86400 AND f.first_solved_at < :to_at AND f.excluded = 0
  AND f.solver IS NOT NULL
GROUP BY f.source, f.solver, f.team, f.topic
