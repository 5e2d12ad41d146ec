-- Tickets first solved at instants of [from_at, to_at]: how many, their seconds to the solve, with one human reply
-- until then.
SELECT COUNT(*), COALESCE(SUM(first_resolution_s), 0),
  COUNT(CASE WHEN first_reply_at <= first_solved_at AND COALESCE(second_reply_at, :never) > first_solved_at
    AND replies IS NOT NULL THEN 1 END)
FROM ticket_fact
WHERE first_solved_at >= :from_at AND first_solved_at <= :to_at AND excluded = 0
