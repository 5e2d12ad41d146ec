-- Open tickets by channel at an instant.
SELECT channel, COUNT(*) FROM backlog_span WHERE to_at > :at AND from_at <= :at GROUP BY channel
