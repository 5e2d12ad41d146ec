-- Open tickets just before an instant, so that what happens at the instant is not in yet.
SELECT COUNT(*) FROM backlog_span WHERE to_at >= :at AND from_at < :at
