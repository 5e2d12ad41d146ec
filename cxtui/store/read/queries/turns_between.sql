-- Customer turns answered at instants of [from_at, to_at]: how many, their seconds until the reply.
SELECT COUNT(*), COALESCE(SUM(replied_at - asked_at), 0) FROM customer_turn
WHERE replied_at >= :from_at AND replied_at <= :to_at AND excluded = 0
