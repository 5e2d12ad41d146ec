-- The ids of all agents, for a hint at what was meant.
SELECT DISTINCT agent FROM agent ORDER BY agent
