-- Handle records of customers' contacts, at contact + H: seconds of talk, hold, wrap or work.
SELECT f.source, f.ticket, h.handle AS unit, f.created_at, f.retained_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  h.to_at - h.from_at AS value
FROM ticket_fact f
JOIN handle h ON h.source = f.source AND h.ticket = f.ticket
WHERE f.retained_at >= :from_at AND f.retained_at < :to_at AND f.excluded = 0
