-- Customers at an instant who have come and not left.
SELECT COUNT(*) FROM customer u
WHERE COALESCE(u.since, :at) <= :at AND COALESCE(u.left_at, :at + 1) > :at AND :where
