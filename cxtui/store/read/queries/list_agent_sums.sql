-- Sums of agents over [from_at, to_at), columns as in agent_days; outcomes of tickets are in millionths, and those
-- that a horizon decides count until :known_to. Answers that a later one superseded before :current_to are left out.
SELECT u.source, u.agent, SUM(u.replies), SUM(u.met), SUM(u.outcomes), SUM(u.turns), SUM(u.turn_s),
  SUM(u.turn_squares), SUM(u.solved), SUM(u.reopened), SUM(u.fcr), SUM(u.fcr_known), SUM(u.repeated),
  SUM(u.repeat_known), SUM(u.csat_good), SUM(u.csat_answered), SUM(u.reviews), SUM(u.review_score),
  SUM(u.review_squares)
FROM (
  SELECT t.source, t.ticket, t.agent, f.channel, f.team, f.priority, f.tier, 1 AS replies, 0 AS met, 0 AS outcomes,
    1 AS turns, t.replied_at - t.asked_at AS turn_s,
    (t.replied_at - t.asked_at) * (t.replied_at - t.asked_at) AS turn_squares, 0 AS solved, 0 AS reopened, 0 AS fcr,
    0 AS fcr_known, 0 AS repeated, 0 AS repeat_known, 0 AS csat_good, 0 AS csat_answered, 0 AS reviews,
    0 AS review_score, 0 AS review_squares
  FROM customer_turn t
  JOIN ticket_fact f ON f.source = t.source AND f.ticket = t.ticket
  WHERE t.replied_at >= :from_at AND t.replied_at < :to_at AND t.excluded = 0
  UNION ALL
  SELECT f.source, f.ticket, f.outcome_agent, f.channel, f.team, f.priority, f.tier,
    0, f.met, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM ticket_fact f
  WHERE f.outcome_at >= :from_at AND f.outcome_at < :to_at
  UNION ALL
  SELECT w.source, w.ticket, w.outcome_agent, f.channel, f.team, f.priority, f.tier,
    0, w.met, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM earlier_wait w
  JOIN ticket_fact f ON f.source = w.source AND f.ticket = w.ticket
  WHERE w.outcome_at >= :from_at AND w.outcome_at < :to_at
  UNION ALL
  SELECT f.source, f.ticket, COALESCE(c.agent, f.solver), f.channel, f.team, f.priority, f.tier,
    0, 0, 0, 0, 0, 0, COALESCE(c.parts, 1000000), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM ticket_fact f
  LEFT JOIN ticket_credit c ON c.source = f.source AND c.ticket = f.ticket
  WHERE f.first_solved_at >= :from_at AND f.first_solved_at < :to_at AND f.excluded = 0 AND f.solver IS NOT NULL
  UNION ALL
  SELECT f.source, f.ticket, COALESCE(c.agent, f.solver), f.channel, f.team, f.priority, f.tier,
    0, 0, 0, 0, 0, 0, 0, COALESCE(c.parts, 1000000), 0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM ticket_fact f
  LEFT JOIN ticket_credit c ON c.source = f.source AND c.ticket = f.ticket
  WHERE f.first_reopened_at >= :from_at AND f.first_reopened_at < :to_at AND f.excluded = 0
    AND f.solver IS NOT NULL
  UNION ALL
  SELECT f.source, f.ticket, COALESCE(c.agent, f.solver), f.channel, f.team, f.priority, f.tier,
    0, 0, 0, 0, 0, 0, 0, 0, f.fcr * COALESCE(c.parts, 1000000), COALESCE(c.parts, 1000000), 0, 0, 0, 0, 0, 0, 0
  FROM ticket_fact f
  LEFT JOIN ticket_credit c ON c.source = f.source AND c.ticket = f.ticket
  WHERE f.first_solved_at >= :from_at - :fcr_s AND f.first_solved_at < :known_to - :fcr_s AND f.excluded = 0
    AND f.solver IS NOT NULL AND f.fcr_at IS NOT NULL
  UNION ALL
  SELECT f.source, f.ticket, COALESCE(c.agent, f.solver), f.channel, f.team, f.priority, f.tier,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, f.repeated * COALESCE(c.parts, 1000000), COALESCE(c.parts, 1000000), 0, 0, 0, 0, 0
  FROM ticket_fact f
  LEFT JOIN ticket_credit c ON c.source = f.source AND c.ticket = f.ticket
  WHERE f.created_at >= :from_at - :fcr_s AND f.created_at < :known_to - :fcr_s AND f.excluded = 0
    AND f.solver IS NOT NULL AND f.repeat_at IS NOT NULL
  UNION ALL
  SELECT r.source, r.ticket, r.agent, f.channel, f.team, f.priority, f.tier,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, r.good, 1, 0, 0, 0
  FROM rating_fact r
  JOIN ticket_fact f ON f.source = r.source AND f.ticket = r.ticket
  WHERE r.answered_at >= :from_at AND r.answered_at < :to_at AND r.excluded = 0 AND r.good IS NOT NULL
    AND (r.superseded_at IS NULL OR r.superseded_at >= :current_to)
  UNION ALL
  SELECT q.source, q.ticket, q.agent, f.channel, f.team, f.priority, f.tier,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, q.score, q.score * q.score
  FROM qa_fact q
  LEFT JOIN ticket_fact f ON f.source = q.source AND f.ticket = q.ticket
  WHERE q.occurred_at >= :from_at AND q.occurred_at < :to_at
) u
WHERE u.agent IS NOT NULL AND :where
GROUP BY u.source, u.agent
