-- Sums over the quarter hours of [from_at, to_at).
SELECT COALESCE(SUM(created), 0), COALESCE(SUM(solved), 0), COALESCE(SUM(reopened), 0), COALESCE(SUM(worked), 0),
  COALESCE(SUM(escalated), 0), COALESCE(SUM(met), 0), COALESCE(SUM(met + missed), 0), COALESCE(SUM(replied), 0),
  COALESCE(SUM(entered), 0), COALESCE(SUM(left_backlog), 0)
FROM flow_quarter WHERE quarter >= :from_at AND quarter < :to_at
