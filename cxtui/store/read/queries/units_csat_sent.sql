-- CSAT surveys at their sending, an answer that tells of none at itself: 1 if answered until the instant.
SELECT r.source, r.ticket, r.rating AS unit, f.created_at AS created_at, r.sent_at AS moment, r.agent,
  f.channel AS channel, f.team AS team, f.priority AS priority, f.tier AS tier,
  CASE WHEN r.answered_at <= :at OR EXISTS (SELECT 1 FROM rating_fact x
    WHERE x.source = r.source AND x.ticket = r.ticket AND x.kind = 'csat' AND x.sent_at = r.sent_at
      AND x.answered_at <= :at) THEN 1 ELSE 0 END AS value
FROM rating_fact r
LEFT JOIN ticket_fact f ON f.source = r.source AND f.ticket = r.ticket
WHERE r.sent_at >= :from_at AND r.sent_at < :to_at AND r.sent = 1 AND r.kind = 'csat' AND r.excluded = 0
UNION ALL
SELECT r.source, r.ticket, r.rating AS unit, f.created_at, r.answered_at AS moment, r.agent,
  f.channel, f.team, f.priority, f.tier,
  CASE WHEN r.answered_at <= :at OR EXISTS (SELECT 1 FROM rating_fact x
    WHERE x.source = r.source AND x.ticket = r.ticket AND x.kind = 'csat' AND x.sent_at = r.sent_at
      AND x.answered_at <= :at) THEN 1 ELSE 0 END AS value
FROM rating_fact r
LEFT JOIN ticket_fact f ON f.source = r.source AND f.ticket = r.ticket
WHERE r.answered_at >= :from_at AND r.answered_at < :to_at AND r.sent = 1 AND r.kind = 'csat'
  AND r.excluded = 0 AND r.sent_at IS NULL
