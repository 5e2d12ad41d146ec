-- Customer turns at the human reply that ended them: seconds since the first unanswered message.
SELECT t.source, t.ticket, CAST(t.seq AS TEXT) AS unit, f.created_at, t.replied_at AS moment, t.agent,
  f.channel, f.team, f.priority, f.tier,
  t.replied_at - t.asked_at AS value
FROM customer_turn t
CROSS JOIN ticket_fact f ON f.source = t.source AND f.ticket = t.ticket
WHERE t.replied_at >= :from_at AND t.replied_at < :to_at AND t.excluded = 0
