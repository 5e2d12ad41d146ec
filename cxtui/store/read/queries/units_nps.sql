-- NPS answers of the period, the last of each survey as of its end: 100 for promoters, -100 for detractors.
SELECT r.source, r.ticket, r.rating AS unit, f.created_at AS created_at, r.answered_at AS moment, r.agent,
  f.channel AS channel, f.team AS team, f.priority AS priority, f.tier AS tier,
  r.points AS value, r.flagged
FROM rating_fact r
LEFT JOIN ticket_fact f ON f.source = r.source AND f.ticket = r.ticket
WHERE r.answered_at >= :from_at AND r.answered_at < :to_at AND r.excluded = 0 AND r.kind = 'nps'
  AND r.points IS NOT NULL AND (r.superseded_at IS NULL OR r.superseded_at >= :to_at)
