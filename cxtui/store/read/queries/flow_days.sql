-- Sums over the local days that start in [from_at, to_at).
SELECT SUM(created), SUM(met), SUM(missed), SUM(solved), SUM(reopened), SUM(worked), SUM(escalated),
  SUM(csat_good), SUM(csat_answered), SUM(csat_sent)
FROM flow_day WHERE day >= :from_at AND day < :to_at
