-- Quality reviews: their score in ten-thousandths.
SELECT q.source, q.ticket, q.review AS unit, f.created_at AS created_at, q.occurred_at AS moment, q.agent,
  f.channel AS channel, f.team AS team, f.priority AS priority, f.tier AS tier,
  q.score AS value
FROM qa_fact q
LEFT JOIN ticket_fact f ON f.source = q.source AND f.ticket = q.ticket
WHERE q.occurred_at >= :from_at AND q.occurred_at < :to_at
