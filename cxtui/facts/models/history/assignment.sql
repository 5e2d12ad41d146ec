-- How often a ticket changed hands: distinct assignees, handoffs from one known agent to another, teams.
WITH held AS (
  SELECT tno, seq, agent, LAG(agent) OVER (PARTITION BY tno ORDER BY seq) AS previous,
    from_at, to_at
  FROM assignee_span
  WHERE agent IS NOT NULL
),
people AS (
  SELECT tno, COUNT(DISTINCT agent) AS assignees,
    SUM(CASE WHEN previous IS NOT NULL AND previous <> agent THEN 1 ELSE 0 END) AS handoffs,
    MIN(from_at) AS first_assigned_at,
    MAX(CASE WHEN to_at = :no_end THEN agent END) AS assignee
  FROM held
  GROUP BY tno
),
queue AS (
  SELECT tno, COUNT(DISTINCT value) AS teams
  FROM history
  WHERE kind = 'team' AND value IS NOT NULL
  GROUP BY tno
)
SELECT t.tno, COALESCE(p.assignees, 0) AS assignees, COALESCE(p.handoffs, 0) AS handoffs,
  COALESCE(q.teams, 0) AS teams, p.first_assigned_at, p.assignee
FROM ticket t
LEFT JOIN people p ON p.tno = t.tno
LEFT JOIN queue q ON q.tno = t.tno
