SELECT source, created_at / 3600 AS hour, COUNT(*), MIN(created_at), MAX(created_at) FROM ticket_fact
WHERE created_at IS NOT NULL GROUP BY source, hour
