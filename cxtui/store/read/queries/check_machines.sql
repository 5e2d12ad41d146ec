-- Public messages that would be replies but for their agents, which are said to be machines.
SELECT e.source, e.actor, a.kind, COUNT(*) AS messages
FROM event e
JOIN agent a ON a.source = e.source AND a.agent = e.actor
WHERE a.kind IN ('bot', 'system') AND e.kind = 'message' AND e.public = 1 AND e.actor_kind = 'agent'
  AND COALESCE(e.automated, 0) = 0 AND e.retracted IS NOT 1
GROUP BY e.source, e.actor, a.kind
