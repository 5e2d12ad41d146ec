-- Every agent with an id, one a source that knows it, with the home team's id and name.
SELECT a.source, a.agent, COALESCE(a.name, a.agent), a.team, COALESCE(m.name, a.team) FROM agent a
LEFT JOIN team m ON m.source = a.source AND m.team = a.team
WHERE a.agent = :agent ORDER BY a.source
