-- Human agents of the staff at :to_at with the states that they were in over [:from_at, :to_at], the running one last.
SELECT a.source, a.agent, COALESCE(a.name, a.agent), a.team, COALESCE(m.name, a.team), s.state, s.from_at, s.to_at
FROM agent a
LEFT JOIN team m ON m.source = a.source AND m.team = a.team
LEFT JOIN agent_state s ON s.source = a.source AND s.agent = a.agent AND s.from_at <= :to_at
  AND s.from_at >= COALESCE((
    SELECT MAX(x.from_at) FROM agent_state x
    WHERE x.source = a.source AND x.agent = a.agent AND x.from_at <= :from_at), :from_at)
WHERE COALESCE(a.kind, 'human') = 'human' AND COALESCE(a.hired_on, :to_at) <= :to_at
  AND COALESCE(a.left_on, :to_at + 1) > :to_at
ORDER BY a.source, a.agent, s.from_at
