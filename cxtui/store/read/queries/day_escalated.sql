-- Escalated tickets that were open at some time of [from_at, at]: since when, until when, and since when they are late.
SELECT escalated_at, escalated_until, CASE WHEN met = 0 THEN outcome_at END FROM ticket_fact
WHERE escalated_until > :from_at AND escalated_at <= :at AND excluded = 0
