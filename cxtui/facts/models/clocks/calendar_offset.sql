-- Open seconds of a calendar from its origin to an instant; business time between two instants is the
-- difference of their offsets.
WITH edge AS (
  SELECT calendar, from_at AS reached FROM business_piece
  UNION
  SELECT calendar, to_at FROM business_piece
)
SELECT e.calendar, e.reached,
  MAX(i.before + CASE WHEN e.reached < i.to_at THEN e.reached ELSE i.to_at END - i.from_at) AS open_s
FROM edge e
JOIN open_interval i ON i.calendar = e.calendar AND i.day = e.reached - e.reached % 86400
  AND i.from_at <= e.reached
GROUP BY e.calendar, e.reached
