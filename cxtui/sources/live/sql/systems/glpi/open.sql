SELECT t.id AS ticket FROM glpi_tickets t WHERE t.status NOT IN (5, 6) AND t.is_deleted = 0
