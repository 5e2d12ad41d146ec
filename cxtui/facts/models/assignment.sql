-- How often a ticket changed hands: distinct assignees, handoffs from one known agent to another, teams.
WITH held AS (
  SELECT source, ticket, seq, agent, LAG(agent) OVER (PARTITION BY source, ticket ORDER BY seq) AS previous,
    from_at, to_at
  FROM assignee_span
  WHERE agent IS NOT NULL
),
people AS (
  SELECT source, ticket, COUNT(DISTINCT agent) AS assignees,
    SUM(CASE WHEN previous IS NOT NULL AND previous <> agent THEN 1 ELSE 0 END) AS handoffs,
    MIN(from_at) AS first_assigned_at,
    MAX(CASE WHEN to_at = 253402300799 THEN agent END) AS assignee
  FROM held
  GROUP BY source, ticket
),
queue AS (
  SELECT source, ticket, COUNT(DISTINCT value) AS teams
  FROM history
  WHERE kind = 'team' AND value IS NOT NULL
  GROUP BY source, ticket
)
SELECT t.source, t.ticket, COALESCE(p.assignees, 0) AS assignees, COALESCE(p.handoffs, 0) AS handoffs,
  COALESCE(q.teams, 0) AS teams, p.first_assigned_at, p.assignee
FROM ticket t
LEFT JOIN people p ON p.source = t.source AND p.ticket = t.ticket
LEFT JOIN queue q ON q.source = t.source AND q.ticket = t.ticket
