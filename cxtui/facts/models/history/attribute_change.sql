-- What a target may hang on and how it changed: priority, team and the service-level policy, from events,
-- from state logs and from what exports have shown. An unknown value in a state row keeps the last known one. Kinds that no target asks for are
-- left out. A policy comes in the version that held when it was applied, else in its first.
WITH tracked AS (
  SELECT 'priority' AS kind
  WHERE EXISTS (SELECT 1 FROM target WHERE priority IS NOT NULL) OR EXISTS (SELECT 1 FROM sla_target)
  UNION ALL
  SELECT 'team' WHERE EXISTS (SELECT 1 FROM target WHERE team IS NOT NULL)
  UNION ALL
  SELECT 'policy' WHERE EXISTS (SELECT 1 FROM sla_target)
),
policy AS (
  SELECT source, policy, from_at AS version,
    CASE WHEN ROW_NUMBER() OVER w = 1 THEN :before_all ELSE from_at END AS from_at,
    COALESCE(LEAD(from_at) OVER w, :no_end) AS to_at
  FROM (SELECT DISTINCT source, policy, from_at FROM sla_target) one
  WINDOW w AS (PARTITION BY source, policy ORDER BY from_at)
),
told AS (
  SELECT e.tno, e.kind, e.occurred_at, 0 AS logged, e.version_seq AS log_seq, e.event, e.value, e.previous
  FROM event e
  JOIN tracked k ON k.kind = e.kind
  WHERE COALESCE(e.retracted, 0) = 0
  UNION ALL
  SELECT tno, 'priority', from_at, 1, seq, '', priority, NULL FROM state WHERE priority IS NOT NULL
  UNION ALL
  SELECT tno, 'team', from_at, 1, seq, '', team, NULL FROM state WHERE team IS NOT NULL
  UNION ALL
  SELECT tno, kind, occurred_at, 2, seq, '', value, previous FROM observed_change
  WHERE kind IN ('team', 'priority') AND place > 1
)
SELECT o.tno, o.kind, o.occurred_at,
  ROW_NUMBER() OVER (PARTITION BY o.tno ORDER BY o.occurred_at, o.logged, o.log_seq, o.event, o.kind) AS seq,
  o.value, o.previous, p.version
FROM told o
JOIN tracked k ON k.kind = o.kind
JOIN ticket t ON t.tno = o.tno
LEFT JOIN policy p ON o.kind = 'policy' AND p.source = t.source AND p.policy = o.value
  AND p.from_at <= o.occurred_at AND o.occurred_at < p.to_at
