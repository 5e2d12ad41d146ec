-- How many stretches of being open end after an instant, counted no further than :most.
SELECT COUNT(*) FROM (SELECT 1 FROM backlog_span WHERE to_at > :at LIMIT :most)
