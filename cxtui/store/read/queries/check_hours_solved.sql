SELECT source, last_solved_at / 3600 AS hour, COUNT(*), MIN(last_solved_at), MAX(last_solved_at) FROM ticket_fact
WHERE last_solved_at IS NOT NULL GROUP BY source, hour
