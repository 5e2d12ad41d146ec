SELECT t.id AS team, t.name, t.updated_at AS version_at FROM teams t
