-- First responses at the instant of the reply: opening hours since creation, in seconds.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.first_reply_at AS moment, f.first_reply_agent AS agent,
  f.channel, f.team, f.priority, f.tier,
  f.first_reply_business_s AS value
FROM ticket_fact f
WHERE f.first_reply_at >= :from_at AND f.first_reply_at < :to_at AND f.excluded = 0
  AND f.first_reply_business_s IS NOT NULL
