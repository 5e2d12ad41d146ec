-- Hand-overs before the solve, of tickets first solved in [from_at, to_at), by who held them: the tickets given
-- away by the holder's own hand that another solved (an escalation in the same minute is none), all hand-overs,
-- and those made by a known agent.
WITH moved AS MATERIALIZED (
  SELECT source, ticket, solver, first_solved_at, COALESCE(escalated_at, 0) AS escalated_at FROM ticket_fact
  WHERE first_solved_at >= :from_at AND first_solved_at < :to_at AND excluded = 0 AND handoffs > 0
    AND solver IS NOT NULL
),
told AS (
  SELECT m.*, e.occurred_at AS told_at, e.version_seq AS seq, e.event AS place, e.actor, e.value
  FROM moved m CROSS JOIN event e
  WHERE e.source = m.source AND e.ticket = m.ticket AND e.kind = 'assignee' AND e.occurred_at < m.first_solved_at
    AND e.retracted IS NOT 1
  UNION ALL
  SELECT m.*, s.from_at, s.seq, '', s.actor, s.assignee
  FROM moved m CROSS JOIN state s
  WHERE s.source = m.source AND s.ticket = m.ticket AND s.assignee IS NOT NULL AND s.from_at < m.first_solved_at
),
step AS (
  SELECT told.*, LAG(value) OVER (PARTITION BY source, ticket ORDER BY told_at, seq, place) AS holder FROM told
)
SELECT p.source, p.holder,
  COUNT(DISTINCT CASE WHEN p.actor = p.holder AND p.holder <> p.solver
    AND NOT (p.told_at BETWEEN p.escalated_at - 60 AND p.escalated_at + 60)
    AND NOT EXISTS (SELECT 1 FROM event x WHERE x.source = p.source AND x.ticket = p.ticket
      AND x.kind = 'escalated' AND x.retracted IS NOT 1 AND x.occurred_at BETWEEN p.told_at - 60 AND p.told_at + 60) THEN p.ticket END),
  COUNT(*),
  SUM(EXISTS (SELECT 1 FROM agent a WHERE a.source = p.source AND a.agent = p.actor))
FROM step p
WHERE p.holder IS NOT NULL AND (p.value IS NULL OR p.value <> p.holder)
GROUP BY p.source, p.holder
