-- What exports of tickets as they stand have shown of a ticket's history. The first that has a ticket tells how it
-- stood since its creation, as far as it knew; each later one tells what has changed since the last that found it as
-- before. A change is of the instant that the row itself states (resolved, closed) if that lies after the last such
-- export, else of the export's instant. One that is solved as before, but later than the last such export, was open
-- again in between: nobody knows since when, so that it is only known to have been at its new solve. Of what events or a
-- state log tell, exports tell nothing.
WITH seen AS (
  SELECT tno, from_at, status, assignee, team, priority, resolved_at, closed_at, ROW_NUMBER() OVER w AS place,
    LAG(COALESCE(seen_at, from_at)) OVER w AS since, LAG(status) OVER w AS was_status,
    LAG(assignee) OVER w AS was_assignee, LAG(team) OVER w AS was_team, LAG(priority) OVER w AS was_priority,
    LAG(resolved_at) OVER w AS was_resolved_at
  FROM observed
  WINDOW w AS (PARTITION BY tno ORDER BY from_at)
),
changed AS (
  SELECT tno, CASE WHEN place = 1 OR resolved_at > since THEN resolved_at ELSE from_at END AS occurred_at,
    place * 10 AS seq, place, 'status' AS kind, 'solved' AS value, was_status AS previous
  FROM seen
  WHERE resolved_at IS NOT NULL AND (place = 1 OR (COALESCE(status, 'solved') IN ('solved', 'closed')
    AND (resolved_at <> COALESCE(was_resolved_at, -:no_end)
      OR COALESCE(was_status, 'solved') NOT IN ('solved', 'closed'))))
  UNION ALL
  SELECT tno, resolved_at, place * 10 - 1, place, 'status', 'open', was_status
  FROM seen
  WHERE place > 1 AND resolved_at > since AND resolved_at > was_resolved_at
    AND COALESCE(status, 'solved') IN ('solved', 'closed') AND COALESCE(was_status, 'solved') IN ('solved', 'closed')
  UNION ALL
  SELECT tno, CASE WHEN closed_at IS NOT NULL AND (place = 1 OR closed_at > since) THEN closed_at ELSE from_at END,
    place * 10 + 1, place, 'status', 'closed', was_status
  FROM seen
  WHERE COALESCE(status, CASE WHEN closed_at IS NOT NULL THEN 'closed' END) = 'closed'
    AND (place = 1 OR COALESCE(was_status, '') <> 'closed' OR resolved_at <> COALESCE(was_resolved_at, -:no_end))
  UNION ALL
  SELECT tno, from_at, place * 10 + 2, place, 'status', 'solved', was_status
  FROM seen
  WHERE status = 'solved' AND resolved_at IS NULL
    AND (place = 1 OR COALESCE(was_status, '') NOT IN ('solved', 'closed'))
  UNION ALL
  SELECT tno, from_at, place * 10 + 2, place, 'status', 'solved', was_status
  FROM seen
  WHERE status = 'solved' AND was_status = 'closed' AND (resolved_at IS NULL OR resolved_at = was_resolved_at)
  UNION ALL
  SELECT tno, from_at, place * 10 + 3, place, 'status', status, was_status
  FROM seen
  WHERE status IN ('new', 'open', 'pending', 'hold') AND (place = 1 OR COALESCE(was_status, '') <> status)
  UNION ALL
  SELECT s.tno, CASE WHEN s.place = 1 THEN t.created_at ELSE s.from_at END, s.place * 10 + 4, s.place, 'assignee',
    s.assignee, s.was_assignee
  FROM seen s
  JOIN ticket t ON t.tno = s.tno
  WHERE COALESCE(s.assignee, '') <> COALESCE(s.was_assignee, '')
  UNION ALL
  SELECT s.tno, CASE WHEN s.place = 1 THEN t.created_at ELSE s.from_at END, s.place * 10 + 5, s.place, 'team',
    s.team, s.was_team
  FROM seen s
  JOIN ticket t ON t.tno = s.tno
  WHERE COALESCE(s.team, '') <> COALESCE(s.was_team, '')
  UNION ALL
  SELECT tno, from_at, place * 10 + 6, place, 'priority', priority, was_priority
  FROM seen
  WHERE place > 1 AND COALESCE(priority, '') <> COALESCE(was_priority, '')
),
told AS (
  SELECT DISTINCT tno, kind FROM event
  WHERE kind IN ('status', 'assignee', 'team', 'priority') AND COALESCE(retracted, 0) = 0
  UNION
  SELECT tno, 'status' FROM state WHERE status IS NOT NULL
  UNION
  SELECT tno, 'assignee' FROM state WHERE assignee IS NOT NULL
  UNION
  SELECT tno, 'team' FROM state WHERE team IS NOT NULL
  UNION
  SELECT tno, 'priority' FROM state WHERE priority IS NOT NULL
)
SELECT c.tno, c.occurred_at, c.seq, c.place, c.kind, c.value, c.previous
FROM changed c
LEFT JOIN told k ON k.tno = c.tno AND k.kind = c.kind
WHERE k.tno IS NULL
