-- A ticket's last wait for a first response that began by an instant before its last one did.
SELECT from_at, until, target_s, target_calendar, due_at, outcome_at, met FROM earlier_wait
WHERE source = :source AND ticket = :ticket AND from_at <= :at ORDER BY from_at DESC LIMIT 1
