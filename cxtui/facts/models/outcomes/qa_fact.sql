-- A quality review's score in ten-thousandths: weighted share of the range, categories that do not apply
-- left out, 0 if a critical category is under half.
WITH part AS (
  SELECT source, review, ticket, agent, occurred_at, COALESCE(weight, 1.0) AS weight,
    (value - min) / (max - min) AS share, COALESCE(critical, 0) AS critical
  FROM qa_score
  WHERE value IS NOT NULL AND max > min
),
total AS (
  SELECT source, review, MAX(ticket) AS ticket, MAX(agent) AS agent, MAX(occurred_at) AS occurred_at,
    SUM(CAST(ROUND(weight * share * 1000000) AS BIGINT)) AS earned,
    SUM(CAST(ROUND(weight * 1000000) AS BIGINT)) AS possible,
    MAX(CASE WHEN critical = 1 AND share < 0.5 THEN 1 ELSE 0 END) AS failed
  FROM part
  GROUP BY source, review
)
SELECT source, review, ticket, agent, occurred_at,
  CASE WHEN failed = 1 THEN 0 ELSE CAST(ROUND(10000.0 * earned / possible) AS BIGINT) END AS score
FROM total
WHERE possible > 0
