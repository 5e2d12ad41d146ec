-- First-response times (seconds, ascending) of replies at instants of [from_at, to_at].
SELECT first_reply_s FROM ticket_fact
WHERE first_reply_at >= :from_at AND first_reply_at <= :to_at AND excluded = 0 ORDER BY first_reply_s
