-- Opening hours of a calendar on the UTC days that start in [from_at, to_at).
SELECT from_at, to_at, before FROM open_interval
WHERE calendar = :calendar AND day >= :from_at AND day < :to_at AND to_at > from_at ORDER BY from_at
