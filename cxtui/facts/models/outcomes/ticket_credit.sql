-- How a ticket's outcomes are shared where the attribution is by share and several agents answered until its
-- first solve: millionths by human replies. What rounding leaves goes to the largest remainders, of equal ones
-- to the first agent by id, so that the parts of a ticket are exactly a million.
WITH share AS (
  SELECT h.tno, h.agent, COUNT(*) AS replies
  FROM human_reply h
  JOIN resolution r ON r.tno = h.tno AND h.occurred_at <= r.first_solved_at
  WHERE h.agent IS NOT NULL
    AND EXISTS (SELECT 1 FROM horizon WHERE name = 'attribution' AND label = 'share')
  GROUP BY h.tno, h.agent
),
whole AS (
  SELECT tno, SUM(replies) AS replies FROM share GROUP BY tno HAVING COUNT(*) > 1
),
cut AS (
  SELECT s.tno, s.agent, s.replies * 1000000 % w.replies AS left_over,
    CAST((s.replies * 1000000 - s.replies * 1000000 % w.replies) / w.replies AS BIGINT) AS parts
  FROM share s
  JOIN whole w ON w.tno = s.tno
),
placed AS (
  SELECT tno, agent, parts, SUM(parts) OVER (PARTITION BY tno) AS given,
    ROW_NUMBER() OVER (PARTITION BY tno ORDER BY left_over DESC, agent) AS place
  FROM cut
)
SELECT t.source, t.ticket, p.agent, p.parts + CASE WHEN p.place <= 1000000 - p.given THEN 1 ELSE 0 END AS parts
FROM placed p
JOIN ticket t ON t.tno = p.tno
