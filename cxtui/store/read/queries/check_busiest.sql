-- The most human replies of one agent, by source.
SELECT source, MAX(replies) FROM (SELECT source, agent, SUM(replies) AS replies FROM agent_day GROUP BY source, agent)
GROUP BY source
