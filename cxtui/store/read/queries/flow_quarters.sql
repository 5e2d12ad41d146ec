-- Entries and exits of the backlog in each quarter hour of [from_at, to_at).
SELECT quarter, SUM(entered), SUM(left_backlog) FROM flow_quarter
WHERE quarter >= :from_at AND quarter < :to_at GROUP BY quarter ORDER BY quarter
