SELECT COUNT(*) FROM ticket_fact WHERE created_at >= :from_at AND created_at <= :to_at AND excluded = 0
