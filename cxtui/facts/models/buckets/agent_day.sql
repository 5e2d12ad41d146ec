-- What each local day adds to an agent's leaderboard row, at the instant each outcome becomes known. Outcomes
-- of tickets (solved to repeat_known) are in millionths: a ticket may be shared.
WITH credited AS (
  SELECT f.source, COALESCE(c.agent, f.solver) AS agent, COALESCE(c.parts, 1000000) AS parts, f.first_solved_at,
    f.first_reopened_at, f.fcr_at, f.fcr, f.repeat_at, f.repeated
  FROM ticket_fact f
  LEFT JOIN ticket_credit c ON c.source = f.source AND c.ticket = f.ticket
  WHERE f.excluded = 0 AND f.solver IS NOT NULL
),
happened AS (
  SELECT replied_at AS moment, source, agent, 1 AS replies, 0 AS met, 0 AS outcomes, 1 AS turns,
    replied_at - asked_at AS turn_s, (replied_at - asked_at) * (replied_at - asked_at) AS turn_squares,
    0 AS solved, 0 AS reopened, 0 AS fcr, 0 AS fcr_known, 0 AS repeated, 0 AS repeat_known,
    0 AS csat_good, 0 AS csat_answered, 0 AS csat_sent, 0 AS reviews, 0 AS review_score, 0 AS review_squares
  FROM customer_turn WHERE excluded = 0 AND replied_at IS NOT NULL
  UNION ALL
  SELECT outcome_at, source, outcome_agent, 0, met, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM ticket_fact WHERE outcome_at IS NOT NULL
  UNION ALL
  SELECT outcome_at, source, outcome_agent, 0, met, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM earlier_wait WHERE outcome_at IS NOT NULL
  UNION ALL
  SELECT first_solved_at, source, agent, 0, 0, 0, 0, 0, 0, parts, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM credited WHERE first_solved_at IS NOT NULL
  UNION ALL
  SELECT first_reopened_at, source, agent, 0, 0, 0, 0, 0, 0, 0, parts, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM credited WHERE first_reopened_at IS NOT NULL
  UNION ALL
  SELECT fcr_at, source, agent, 0, 0, 0, 0, 0, 0, 0, 0, fcr * parts, parts, 0, 0, 0, 0, 0, 0, 0, 0
  FROM credited WHERE fcr_at IS NOT NULL
  UNION ALL
  SELECT repeat_at, source, agent, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, repeated * parts, parts, 0, 0, 0, 0, 0, 0
  FROM credited WHERE repeat_at IS NOT NULL
  UNION ALL
  SELECT answered_at, source, agent, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, good, 1, 0, 0, 0, 0
  FROM rating_fact WHERE excluded = 0 AND good IS NOT NULL
  UNION ALL
  SELECT COALESCE(sent_at, answered_at), source, agent, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0
  FROM rating_fact WHERE excluded = 0 AND kind = 'csat' AND sent = 1
  UNION ALL
  SELECT occurred_at, source, agent, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, score, score * score
  FROM qa_fact
)
SELECT d.from_at AS day, h.source, h.agent, SUM(h.replies) AS replies, SUM(h.met) AS met,
  SUM(h.outcomes) AS outcomes, SUM(h.turns) AS turns, SUM(h.turn_s) AS turn_s,
  SUM(h.turn_squares) AS turn_squares, SUM(h.solved) AS solved, SUM(h.reopened) AS reopened, SUM(h.fcr) AS fcr,
  SUM(h.fcr_known) AS fcr_known, SUM(h.repeated) AS repeated, SUM(h.repeat_known) AS repeat_known,
  SUM(h.csat_good) AS csat_good, SUM(h.csat_answered) AS csat_answered, SUM(h.csat_sent) AS csat_sent,
  SUM(h.reviews) AS reviews, SUM(h.review_score) AS review_score, SUM(h.review_squares) AS review_squares
FROM happened h
JOIN local_day d ON d.utc_day = h.moment - h.moment % 86400 AND d.from_at <= h.moment AND h.moment < d.to_at
WHERE h.agent IS NOT NULL
GROUP BY d.from_at, h.source, h.agent
