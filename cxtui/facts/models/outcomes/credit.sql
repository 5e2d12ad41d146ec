-- Whose a ticket is, by the store's attribution. `solver` has its outcomes: by sender and share who sent the
-- last human reply until the first solve, else and by assignee who held it at that solve, else the agent who
-- solved it. `keeper` has its contact by assignee: who held it at the last solve, else who replied last.
WITH rule AS (
  SELECT label FROM horizon WHERE name = 'attribution'
),
sent AS (
  SELECT h.tno, MAX(CASE WHEN h.occurred_at <= r.first_solved_at AND z.label <> 'assignee' THEN h.seq END) AS solving,
    MAX(CASE WHEN z.label = 'assignee' THEN h.seq END) AS latest
  FROM human_reply h
  JOIN resolution r ON r.tno = h.tno
  CROSS JOIN rule z
  WHERE h.agent IS NOT NULL
  GROUP BY h.tno
),
held AS (
  SELECT r.tno, MAX(h.agent) AS agent
  FROM resolution r
  JOIN assignee_span h ON h.tno = r.tno
    AND h.from_at <= r.first_solved_at AND r.first_solved_at < h.to_at
  GROUP BY r.tno
),
held_last AS (
  SELECT r.tno, MAX(h.agent) AS agent
  FROM resolution r
  JOIN assignee_span h ON h.tno = r.tno
    AND h.from_at <= r.last_solved_at AND r.last_solved_at < h.to_at
  WHERE EXISTS (SELECT 1 FROM rule WHERE label = 'assignee')
  GROUP BY r.tno
)
SELECT r.tno, COALESCE(b.agent, h.agent, g.agent) AS solver, COALESCE(k.agent, l.agent) AS keeper
FROM resolution r
JOIN ticket t ON t.tno = r.tno
LEFT JOIN sent s ON s.tno = r.tno
LEFT JOIN human_reply b ON b.tno = r.tno AND b.seq = s.solving
LEFT JOIN human_reply l ON l.tno = r.tno AND l.seq = s.latest
LEFT JOIN held h ON h.tno = r.tno
LEFT JOIN held_last k ON k.tno = r.tno
LEFT JOIN agent g ON g.source = t.source AND g.agent = r.solving_actor
