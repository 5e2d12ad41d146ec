-- Sums over the local days that start in [from_at, to_at).
SELECT COALESCE(SUM(solved), 0), COALESCE(SUM(resolution_s), 0), COALESCE(SUM(one_touch), 0), COALESCE(SUM(reopened), 0),
  COALESCE(SUM(worked), 0), COALESCE(SUM(escalated), 0), COALESCE(SUM(turns), 0), COALESCE(SUM(turn_s), 0),
  COALESCE(SUM(fcr_known), 0), COALESCE(SUM(fcr), 0), COALESCE(SUM(csat_answered), 0), COALESCE(SUM(csat_good), 0),
  COALESCE(SUM(ces_answered), 0), COALESCE(SUM(ces_points), 0), COALESCE(SUM(nps_answered), 0),
  COALESCE(SUM(nps_points), 0)
FROM flow_day WHERE day >= :from_at AND day < :to_at AND dimension = 'channel'
