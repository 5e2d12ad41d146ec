SELECT COUNT(*) FROM backlog_span WHERE to_at >= :from_at AND to_at <= :to_at
