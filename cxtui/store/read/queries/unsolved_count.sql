-- How many tickets are open at an instant and have not left the backlog before.
SELECT COUNT(*) FROM backlog_span WHERE to_at > :at AND from_at <= :at AND seq = 1
