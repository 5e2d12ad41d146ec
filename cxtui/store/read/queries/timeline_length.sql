SELECT (SELECT COUNT(*) FROM event WHERE source = :source AND ticket = :ticket AND occurred_at <= :at
    AND retracted IS NOT 1)
  + (SELECT COUNT(*) FROM state WHERE source = :source AND ticket = :ticket AND from_at <= :at)
