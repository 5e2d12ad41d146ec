SELECT q.id AS team, q.name, q.change_time AS version_at FROM queue q
