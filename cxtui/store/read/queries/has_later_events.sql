-- Whether a ticket's history goes on after an instant.
SELECT 1 WHERE EXISTS (SELECT 1 FROM event WHERE source = :source AND ticket = :ticket AND occurred_at > :at
  AND retracted IS NOT 1)
  OR EXISTS (SELECT 1 FROM state WHERE source = :source AND ticket = :ticket AND from_at > :at)
