-- How agents that count as people answered since :from_at: answers, those within :fast_s seconds, and the most
-- hours of one UTC day in which they answered.
SELECT source, agent, SUM(turns), SUM(fast), MAX(hours) FROM (
  SELECT c.source, c.agent, c.replied_at / 86400 AS day, COUNT(*) AS turns,
    SUM(c.replied_at - c.asked_at <= :fast_s) AS fast, COUNT(DISTINCT c.replied_at / 3600) AS hours
  FROM customer_turn c
  WHERE c.replied_at >= :from_at AND c.agent IS NOT NULL
  GROUP BY c.source, c.agent, day)
GROUP BY source, agent
HAVING SUM(turns) >= :least
ORDER BY source, agent
