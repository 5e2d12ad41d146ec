-- Tickets whose days after the first solve are over at instants of [from_at, to_at]: how many, resolved at once.
SELECT COUNT(*), COALESCE(SUM(fcr), 0) FROM ticket_fact
WHERE first_solved_at >= :from_at - :fcr_s AND first_solved_at <= :to_at - :fcr_s AND excluded = 0
  AND fcr_at IS NOT NULL
