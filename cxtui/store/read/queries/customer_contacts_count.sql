-- How many tickets a customer had until an instant, the first one's creation, and how many came from an instant on.
SELECT COUNT(*), MIN(created_at), COALESCE(SUM(created_at >= :from_at), 0)
FROM ticket WHERE source = :source AND customer = :customer AND created_at <= :at
