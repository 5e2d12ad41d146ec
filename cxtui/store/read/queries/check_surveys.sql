-- Surveys whose ticket the store does not have.
SELECT r.source, COUNT(*), MIN(r.rating), MAX(r.rating)
FROM rating r LEFT JOIN ticket t ON t.source = r.source AND t.ticket = r.ticket
WHERE t.ticket IS NULL
GROUP BY r.source
