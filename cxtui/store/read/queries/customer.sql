-- A customer as its source has it.
SELECT name, tier, account, since, left_at FROM customer WHERE source = :source AND customer = :customer
