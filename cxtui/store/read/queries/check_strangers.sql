-- Agents who replied and whom their source, which covers agents, does not know; the busiest first.
SELECT d.source, d.agent, SUM(d.replies) AS replies
FROM agent_day d
LEFT JOIN agent a ON a.source = d.source AND a.agent = d.agent
WHERE a.agent IS NULL AND d.source IN (SELECT source FROM coverage WHERE what = 'agents')
GROUP BY d.source, d.agent
HAVING SUM(d.replies) > 0
ORDER BY d.source, replies DESC, d.agent
