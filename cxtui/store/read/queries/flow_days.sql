-- Sums over the local days that start in [from_at, to_at).
SELECT COALESCE(SUM(solved), 0), COALESCE(SUM(reopened), 0), COALESCE(SUM(worked), 0), COALESCE(SUM(escalated), 0),
  COALESCE(SUM(csat_good), 0), COALESCE(SUM(csat_answered), 0)
FROM flow_day WHERE day >= :from_at AND day < :to_at AND dimension = 'channel'
