-- The backlog around an instant by channel: tickets open at it, and those that came and went from the start of
-- its quarter until it.
SELECT channel, SUM(to_at > :at), SUM(from_at >= :quarter), SUM(to_at <= :at) FROM backlog_span
WHERE to_at >= :quarter AND from_at <= :at GROUP BY channel
