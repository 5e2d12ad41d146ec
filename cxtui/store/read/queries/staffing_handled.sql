-- Contacts created in [from_at, to_at) on some channels (a JSON array) that anybody spent time on by then, and the
-- seconds: of talk, hold and wrap-up where a contact has them, else of work. What comes after an escalation is
-- another line's.
SELECT channel, COUNT(*), SUM(CASE WHEN called > 0 THEN called ELSE worked END)
FROM (
  SELECT f.channel, SUM(CASE WHEN h.kind IN ('talk', 'hold', 'wrap') THEN h.to_at - h.from_at ELSE 0 END) AS called,
    SUM(CASE WHEN h.kind = 'work' THEN h.to_at - h.from_at ELSE 0 END) AS worked
  FROM ticket_fact f
  JOIN handle h ON h.source = f.source AND h.ticket = f.ticket
  WHERE f.created_at >= :from_at AND f.created_at < :to_at AND f.excluded = 0
    AND f.channel IN (SELECT value FROM json_each(:channels))
    AND h.to_at <= :to_at AND h.to_at > h.from_at AND (f.escalated_at IS NULL OR h.to_at <= f.escalated_at)
  GROUP BY f.source, f.ticket
)
GROUP BY channel
