SELECT m.id AS team, m.name, m.updated_at AS version_at FROM mailboxes m
