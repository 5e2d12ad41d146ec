-- A customer's newest tickets until an instant, whether each was open then, and the last answer to a survey by
-- then, one of satisfaction before others. Outcomes may be later than the instant.
SELECT c.*, r.kind, r.value, r.scale_min, r.scale_max, g.good
FROM (
  SELECT t.source, t.ticket, t.created_at, t.subject, t.channel, t.topic, f.excluded, f.first_reply_at,
    f.first_reply_s, f.outcome_at, f.met, f.first_solved_at, f.first_resolution_s, f.first_reopened_at,
    EXISTS (SELECT 1 FROM backlog_span b
      WHERE b.source = t.source AND b.ticket = t.ticket AND b.from_at <= :at AND b.to_at > :at) AS is_open,
    (SELECT q.rating FROM rating q
      WHERE q.source = t.source AND q.ticket = t.ticket AND q.occurred_at <= :at AND q.value IS NOT NULL
      ORDER BY q.kind <> 'csat', q.occurred_at DESC, q.rating DESC LIMIT 1) AS rating
  FROM ticket t
  CROSS JOIN ticket_fact f ON f.source = t.source AND f.ticket = t.ticket
  WHERE t.source = :source AND t.customer = :customer AND t.created_at <= :at
  ORDER BY t.created_at DESC, t.ticket DESC LIMIT :most
) c
LEFT JOIN rating r ON r.source = c.source AND r.rating = c.rating
LEFT JOIN rating_fact g ON g.source = c.source AND g.ticket = c.ticket AND g.rating = c.rating
ORDER BY c.created_at DESC, c.ticket DESC
