-- Tickets created in the whole quarter hours of [from_at, to_at), whatever they are.
SELECT quarter, SUM(created) FROM flow_quarter
WHERE quarter >= :from_at AND quarter < :to_at AND :where GROUP BY quarter
