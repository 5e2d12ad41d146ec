-- What an agent is called, and the agent's team.
SELECT COALESCE(a.name, a.agent), COALESCE(m.name, a.team) FROM agent a
LEFT JOIN team m ON m.source = a.source AND m.team = a.team
WHERE a.source = :source AND a.agent = :agent
