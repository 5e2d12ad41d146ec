-- What happened in each quarter hour, by channel; an outcome stands in the quarter in which it is known.
WITH happened AS (
  SELECT created_at AS moment, channel, 1 AS created, 0 AS entered, 0 AS left_backlog, 0 AS replied, 0 AS met,
    0 AS missed, 0 AS solved, 0 AS reopened, 0 AS worked, 0 AS escalated
  FROM ticket_fact WHERE excluded = 0
  UNION ALL
  SELECT from_at, channel, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0 FROM backlog_span
  UNION ALL
  SELECT to_at, channel, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0 FROM backlog_span WHERE to_at < :no_end
  UNION ALL
  SELECT first_reply_at, channel, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0
  FROM ticket_fact WHERE excluded = 0 AND first_reply_at IS NOT NULL
  UNION ALL
  SELECT outcome_at, channel, 0, 0, 0, 0, met, 1 - met, 0, 0, 0, 0
  FROM ticket_fact WHERE outcome_at IS NOT NULL
  UNION ALL
  SELECT w.outcome_at, f.channel, 0, 0, 0, 0, w.met, 1 - w.met, 0, 0, 0, 0
  FROM earlier_wait w JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
  WHERE w.outcome_at IS NOT NULL
  UNION ALL
  SELECT first_solved_at, channel, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0
  FROM ticket_fact WHERE excluded = 0 AND first_solved_at IS NOT NULL
  UNION ALL
  SELECT first_reopened_at, channel, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0
  FROM ticket_fact WHERE excluded = 0 AND first_reopened_at IS NOT NULL
  UNION ALL
  SELECT worked_at, channel, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0
  FROM ticket_fact WHERE excluded = 0 AND worked_at IS NOT NULL
  UNION ALL
  SELECT escalated_at, channel, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
  FROM ticket_fact WHERE excluded = 0 AND escalated_at IS NOT NULL
)
SELECT moment - moment % 900 AS quarter, COALESCE(channel, '') AS channel, SUM(created) AS created,
  SUM(entered) AS entered, SUM(left_backlog) AS left_backlog, SUM(replied) AS replied, SUM(met) AS met,
  SUM(missed) AS missed, SUM(solved) AS solved, SUM(reopened) AS reopened, SUM(worked) AS worked,
  SUM(escalated) AS escalated
FROM happened
GROUP BY moment - moment % 900, COALESCE(channel, '')
