SELECT g.id AS team, g.name, g.updated_at AS version_at
FROM groups g
