-- Sums over the quarter hours of [from_at, to_at).
SELECT SUM(created), SUM(entered), SUM(left_backlog), SUM(met), SUM(missed), SUM(solved), SUM(reopened),
  SUM(worked), SUM(escalated)
FROM flow_quarter WHERE quarter >= :from_at AND quarter < :to_at
