-- First responses at instants of [from_at, to_at]: when, and after how many seconds.
SELECT first_reply_at, first_reply_s FROM ticket_fact
WHERE first_reply_at >= :from_at AND first_reply_at <= :to_at AND excluded = 0
