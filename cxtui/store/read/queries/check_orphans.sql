-- Tickets that events or states tell of and the store does not have.
SELECT o.source, COUNT(*), MIN(o.ticket), MAX(o.ticket)
FROM (
  SELECT e.source, e.ticket FROM (SELECT DISTINCT source, ticket FROM event WHERE retracted IS NOT 1) e
  LEFT JOIN ticket t ON t.source = e.source AND t.ticket = e.ticket WHERE t.ticket IS NULL
  UNION
  SELECT s.source, s.ticket FROM (SELECT DISTINCT source, ticket FROM state) s
  LEFT JOIN ticket t ON t.source = s.source AND t.ticket = s.ticket WHERE t.ticket IS NULL
) o
GROUP BY o.source
