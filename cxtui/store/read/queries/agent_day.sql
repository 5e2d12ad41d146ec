-- Each agent's row of the local day that starts at :day, columns as in agent_days.
SELECT source, agent, replies, met, outcomes, turns, turn_s, turn_squares, solved, reopened, 0, 0, 0, 0,
  csat_good, csat_answered, reviews, review_score, review_squares
FROM agent_day WHERE day = :day
