SELECT a.source, a.agent, COALESCE(a.name, a.agent), a.kind, COALESCE(m.name, a.team) FROM agent a
LEFT JOIN team m ON m.source = a.source AND m.team = a.team
