-- A customer's newest contracts that began until an instant; an end that nobody told of by then is open.
SELECT contract, from_at, CASE WHEN to_at > :at AND version_at > :at THEN NULL ELSE to_at END, value,
  to_at IS NULL OR to_at > :at
FROM contract
WHERE source = :source AND customer = :customer AND from_at <= :at
ORDER BY from_at DESC, contract DESC LIMIT :most
