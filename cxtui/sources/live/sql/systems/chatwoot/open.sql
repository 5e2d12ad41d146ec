SELECT c.id AS ticket FROM conversations c WHERE c.status <> 1
