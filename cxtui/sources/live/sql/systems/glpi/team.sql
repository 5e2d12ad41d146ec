SELECT g.id AS team, g.name, g.date_mod AS version_at FROM glpi_groups g
