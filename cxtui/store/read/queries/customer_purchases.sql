-- A customer's newest purchases until an instant.
SELECT occurred_at, kind, amount, currency
FROM purchase
WHERE source = :source AND customer = :customer AND occurred_at <= :at
ORDER BY occurred_at DESC, purchase DESC LIMIT :most
