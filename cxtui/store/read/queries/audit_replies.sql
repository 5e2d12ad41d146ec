-- First human replies of [from_at, to_at) by agent, and those that only acknowledged: another human reply came
-- before any word of the customer and before the solve, while the ticket neither waited for the customer nor
-- was escalated.
SELECT f.source, f.first_reply_agent, COUNT(*), SUM(CASE
    WHEN f.second_reply_at IS NULL OR f.second_reply_at >= :to_at OR f.second_reply_at >= f.first_solved_at THEN 0
    WHEN f.escalated_at >= f.first_reply_at AND f.escalated_at <= f.second_reply_at THEN 0
    WHEN EXISTS (SELECT 1 FROM customer_turn t WHERE t.source = f.source AND t.ticket = f.ticket
      AND t.asked_at > f.first_reply_at AND t.asked_at <= f.second_reply_at) THEN 0
    WHEN EXISTS (SELECT 1 FROM event e WHERE e.source = f.source AND e.ticket = f.ticket AND e.kind = 'status'
      AND e.value = 'pending' AND e.retracted IS NOT 1 AND e.occurred_at >= f.first_reply_at AND e.occurred_at <= f.second_reply_at) THEN 0
    WHEN EXISTS (SELECT 1 FROM state s WHERE s.source = f.source AND s.ticket = f.ticket AND s.status = 'pending'
      AND s.from_at >= f.first_reply_at AND s.from_at <= f.second_reply_at) THEN 0
    ELSE 1 END)
FROM ticket_fact f
WHERE f.first_reply_at >= :from_at AND f.first_reply_at < :to_at AND f.excluded = 0 AND f.opened_by_agent = 0
  AND f.first_reply_agent IS NOT NULL
GROUP BY f.source, f.first_reply_agent
