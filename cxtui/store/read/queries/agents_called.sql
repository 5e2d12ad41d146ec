-- Every agent with an id: one a source that knows it.
SELECT source, agent, COALESCE(name, agent), kind, team FROM agent WHERE agent = :agent ORDER BY source
