SELECT c.id AS ticket FROM conversations c WHERE c.status IN (1, 2) AND c.state = 2
