-- Sums of agents over the local days that start in [from_at, to_at); outcomes of tickets in millionths.
SELECT source, agent, SUM(replies), SUM(met), SUM(outcomes), SUM(turns), SUM(turn_s), SUM(turn_squares),
  SUM(solved), SUM(reopened), SUM(fcr), SUM(fcr_known), SUM(repeated), SUM(repeat_known),
  SUM(csat_good), SUM(csat_answered), SUM(reviews), SUM(review_score), SUM(review_squares)
FROM agent_day WHERE day >= :from_at AND day < :to_at GROUP BY source, agent
