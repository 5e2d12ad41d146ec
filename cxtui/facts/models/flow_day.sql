-- What happened on each local day, by channel; an outcome stands on the day on which it is known.
WITH happened AS (
  SELECT created_at AS moment, channel, 1 AS created, 0 AS met, 0 AS missed, 0 AS solved, 0 AS reopened,
    0 AS worked, 0 AS escalated, 0 AS csat_good, 0 AS csat_answered, 0 AS csat_sent
  FROM ticket_fact WHERE excluded = 0
  UNION ALL
  SELECT outcome_at, channel, 0, met, 1 - met, 0, 0, 0, 0, 0, 0, 0 FROM ticket_fact WHERE outcome_at IS NOT NULL
  UNION ALL
  SELECT first_solved_at, channel, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0
  FROM ticket_fact WHERE excluded = 0 AND first_solved_at IS NOT NULL
  UNION ALL
  SELECT first_reopened_at, channel, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0
  FROM ticket_fact WHERE excluded = 0 AND first_reopened_at IS NOT NULL
  UNION ALL
  SELECT worked_at, channel, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0
  FROM ticket_fact WHERE excluded = 0 AND worked_at IS NOT NULL
  UNION ALL
  SELECT escalated_at, channel, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0
  FROM ticket_fact WHERE excluded = 0 AND escalated_at IS NOT NULL
  UNION ALL
  SELECT r.answered_at, f.channel, 0, 0, 0, 0, 0, 0, 0, r.good, 1, 0
  FROM rating_fact r JOIN ticket_fact f ON f.source = r.source AND f.ticket = r.ticket
  WHERE r.excluded = 0 AND r.good IS NOT NULL
  UNION ALL
  SELECT COALESCE(r.sent_at, r.answered_at), f.channel, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
  FROM rating_fact r JOIN ticket_fact f ON f.source = r.source AND f.ticket = r.ticket
  WHERE r.excluded = 0 AND r.kind = 'csat' AND r.sent = 1
)
SELECT d.from_at AS day, COALESCE(h.channel, '') AS channel, SUM(h.created) AS created, SUM(h.met) AS met,
  SUM(h.missed) AS missed, SUM(h.solved) AS solved, SUM(h.reopened) AS reopened, SUM(h.worked) AS worked,
  SUM(h.escalated) AS escalated, SUM(h.csat_good) AS csat_good, SUM(h.csat_answered) AS csat_answered,
  SUM(h.csat_sent) AS csat_sent
FROM happened h
JOIN local_day d ON d.utc_day = h.moment - h.moment % 86400 AND d.from_at <= h.moment AND h.moment < d.to_at
GROUP BY d.from_at, COALESCE(h.channel, '')
