-- Tickets created in [from_at, to_at) by team and topic.
SELECT source, team, topic, COUNT(*) FROM ticket_fact
WHERE created_at >= :from_at AND created_at < :to_at AND excluded = 0 AND topic IS NOT NULL
GROUP BY source, team, topic
