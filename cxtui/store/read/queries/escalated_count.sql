-- Escalated tickets that are open at an instant, and how many of them broke their first-response promise.
SELECT COUNT(*), SUM(CASE WHEN met = 0 AND outcome_at <= :at THEN 1 ELSE 0 END) FROM ticket_fact
WHERE escalated_until > :at AND escalated_at <= :at AND excluded = 0
