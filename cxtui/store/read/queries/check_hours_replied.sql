SELECT source, first_reply_at / 3600 AS hour, COUNT(*), MIN(first_reply_at), MAX(first_reply_at) FROM ticket_fact
WHERE first_reply_at IS NOT NULL GROUP BY source, hour
