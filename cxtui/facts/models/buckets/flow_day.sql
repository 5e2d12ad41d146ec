-- What happened on each local day by channel, team, priority and tier of the customer, each on its own; an
-- outcome stands on the day on which it is known. The whole floor is the sum over dimension 'channel'.
WITH happened AS (
  SELECT 'created' AS what, created_at AS moment, channel, team, priority, tier, 0 AS one, 0 AS two, 0 AS three
  FROM ticket_fact WHERE excluded = 0
  UNION ALL
  SELECT 'replied', first_reply_at, channel, team, priority, tier, first_reply_s, 0, 0
  FROM ticket_fact WHERE excluded = 0 AND first_reply_at IS NOT NULL
  UNION ALL
  SELECT 'judged', outcome_at, channel, team, priority, tier, met, 1 - met, 0
  FROM ticket_fact WHERE outcome_at IS NOT NULL
  UNION ALL
  SELECT 'judged', w.outcome_at, f.channel, f.team, f.priority, f.tier, w.met, 1 - w.met, 0
  FROM earlier_wait w JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
  WHERE w.outcome_at IS NOT NULL
  UNION ALL
  SELECT 'solved', first_solved_at, channel, team, priority, tier, first_resolution_s,
    CASE WHEN first_reply_at <= first_solved_at AND COALESCE(second_reply_at, :never) > first_solved_at
      AND replies IS NOT NULL THEN 1 ELSE 0 END, COALESCE(customer_messages, 0) + COALESCE(agent_messages, 0)
  FROM ticket_fact WHERE excluded = 0 AND first_solved_at IS NOT NULL
  UNION ALL
  SELECT 'reopened', first_reopened_at, channel, team, priority, tier, 0, 0, 0
  FROM ticket_fact WHERE excluded = 0 AND first_reopened_at IS NOT NULL
  UNION ALL
  SELECT 'worked', worked_at, channel, team, priority, tier, 0, 0, 0
  FROM ticket_fact WHERE excluded = 0 AND worked_at IS NOT NULL
  UNION ALL
  SELECT 'escalated', escalated_at, channel, team, priority, tier, 0, 0, 0
  FROM ticket_fact WHERE excluded = 0 AND escalated_at IS NOT NULL
  UNION ALL
  SELECT 'fcr', fcr_at, channel, team, priority, tier, fcr, 0, 0
  FROM ticket_fact WHERE excluded = 0 AND fcr_at IS NOT NULL
  UNION ALL
  SELECT 'repeat', repeat_at, channel, team, priority, tier, repeated, 0, 0
  FROM ticket_fact WHERE excluded = 0 AND repeat_at IS NOT NULL
  UNION ALL
  SELECT 'turn', u.replied_at, f.channel, f.team, f.priority, f.tier, u.replied_at - u.asked_at, 0, 0
  FROM customer_turn u JOIN ticket_fact f ON f.source = u.source AND f.ticket = u.ticket
  WHERE u.excluded = 0 AND u.replied_at IS NOT NULL
  UNION ALL
  SELECT r.kind, r.answered_at, f.channel, f.team, f.priority, f.tier, COALESCE(r.good, r.points), 0, 0
  FROM rating_fact r LEFT JOIN ticket_fact f ON f.source = r.source AND f.ticket = r.ticket
  WHERE r.excluded = 0 AND r.answered_at IS NOT NULL AND (r.good IS NOT NULL OR r.points IS NOT NULL)
  UNION ALL
  SELECT 'sent', COALESCE(r.sent_at, r.answered_at), f.channel, f.team, f.priority, f.tier, 0, 0, 0
  FROM rating_fact r LEFT JOIN ticket_fact f ON f.source = r.source AND f.ticket = r.ticket
  WHERE r.excluded = 0 AND r.kind = 'csat' AND r.sent = 1
),
cell AS (
  SELECT d.from_at AS day, h.what, h.channel, h.team, h.priority, h.tier, COUNT(*) AS n, SUM(h.one) AS one,
    SUM(h.two) AS two, SUM(h.three) AS three
  FROM happened h
  JOIN local_day d ON d.utc_day = h.moment - h.moment % 86400 AND d.from_at <= h.moment AND h.moment < d.to_at
  GROUP BY d.from_at, h.what, h.channel, h.team, h.priority, h.tier
),
wide AS (
  SELECT day, channel, team, priority, tier,
    SUM(CASE WHEN what = 'created' THEN n ELSE 0 END) AS created,
    SUM(CASE WHEN what = 'replied' THEN n ELSE 0 END) AS replied,
    SUM(CASE WHEN what = 'replied' THEN one ELSE 0 END) AS reply_s,
    SUM(CASE WHEN what = 'judged' THEN one ELSE 0 END) AS met,
    SUM(CASE WHEN what = 'judged' THEN two ELSE 0 END) AS missed,
    SUM(CASE WHEN what = 'solved' THEN n ELSE 0 END) AS solved,
    SUM(CASE WHEN what = 'solved' THEN one ELSE 0 END) AS resolution_s,
    SUM(CASE WHEN what = 'solved' THEN two ELSE 0 END) AS one_touch,
    SUM(CASE WHEN what = 'solved' THEN three ELSE 0 END) AS messages,
    SUM(CASE WHEN what = 'reopened' THEN n ELSE 0 END) AS reopened,
    SUM(CASE WHEN what = 'worked' THEN n ELSE 0 END) AS worked,
    SUM(CASE WHEN what = 'escalated' THEN n ELSE 0 END) AS escalated,
    SUM(CASE WHEN what = 'fcr' THEN one ELSE 0 END) AS fcr,
    SUM(CASE WHEN what = 'fcr' THEN n ELSE 0 END) AS fcr_known,
    SUM(CASE WHEN what = 'repeat' THEN one ELSE 0 END) AS repeated,
    SUM(CASE WHEN what = 'repeat' THEN n ELSE 0 END) AS repeat_known,
    SUM(CASE WHEN what = 'turn' THEN n ELSE 0 END) AS turns,
    SUM(CASE WHEN what = 'turn' THEN one ELSE 0 END) AS turn_s,
    SUM(CASE WHEN what = 'csat' THEN one ELSE 0 END) AS csat_good,
    SUM(CASE WHEN what = 'csat' THEN n ELSE 0 END) AS csat_answered,
    SUM(CASE WHEN what = 'sent' THEN n ELSE 0 END) AS csat_sent,
    SUM(CASE WHEN what = 'ces' THEN one ELSE 0 END) AS ces_points,
    SUM(CASE WHEN what = 'ces' THEN n ELSE 0 END) AS ces_answered,
    SUM(CASE WHEN what = 'nps' THEN one ELSE 0 END) AS nps_points,
    SUM(CASE WHEN what = 'nps' THEN n ELSE 0 END) AS nps_answered
  FROM cell
  GROUP BY day, channel, team, priority, tier
),
dimension AS (
  SELECT 'channel' AS dimension UNION ALL SELECT 'team' UNION ALL SELECT 'priority' UNION ALL SELECT 'tier'
),
turned AS (
  SELECT w.*, x.dimension, COALESCE(CASE x.dimension WHEN 'channel' THEN w.channel WHEN 'team' THEN w.team
    WHEN 'priority' THEN w.priority ELSE w.tier END, '') AS value
  FROM wide w
  CROSS JOIN dimension x
)
SELECT day, dimension, value,
  SUM(created) AS created, SUM(replied) AS replied, SUM(reply_s) AS reply_s, SUM(met) AS met,
  SUM(missed) AS missed, SUM(solved) AS solved, SUM(resolution_s) AS resolution_s, SUM(one_touch) AS one_touch,
  SUM(messages) AS messages, SUM(reopened) AS reopened, SUM(worked) AS worked, SUM(escalated) AS escalated,
  SUM(fcr) AS fcr, SUM(fcr_known) AS fcr_known, SUM(repeated) AS repeated, SUM(repeat_known) AS repeat_known,
  SUM(turns) AS turns, SUM(turn_s) AS turn_s, SUM(csat_good) AS csat_good, SUM(csat_answered) AS csat_answered,
  SUM(csat_sent) AS csat_sent, SUM(ces_points) AS ces_points, SUM(ces_answered) AS ces_answered,
  SUM(nps_points) AS nps_points, SUM(nps_answered) AS nps_answered
FROM turned
GROUP BY day, dimension, value
