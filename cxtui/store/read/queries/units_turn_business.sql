-- Customer turns at the human reply that ended them: opening hours since the first unanswered message, in seconds.
SELECT t.source, t.ticket, CAST(t.seq AS TEXT) AS unit, f.created_at, t.replied_at AS moment, t.agent,
  f.channel, f.team, f.priority, f.tier,
  t.reply_business_s AS value
FROM customer_turn t
CROSS JOIN ticket_fact f ON f.source = t.source AND f.ticket = t.ticket
WHERE t.replied_at >= :from_at AND t.replied_at < :to_at AND t.excluded = 0 AND t.reply_business_s IS NOT NULL
