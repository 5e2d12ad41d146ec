-- What makes the numbers of a ticket doubtful; nothing here is changed or hidden. The first value of an
-- attribute contradicts nothing, whatever it says was there before. A stated result at the very second that was due
-- may be either: times lost their fractions. Answers are doubted as rating_fact reads them.
WITH told_before AS (
  SELECT tno, previous,
    LAG(value) OVER (PARTITION BY tno, kind ORDER BY occurred_at, version_seq, event) AS came_before
  FROM event
  WHERE kind IN ('status', 'assignee', 'team') AND COALESCE(retracted, 0) = 0
    AND tno IN (SELECT tno FROM event WHERE previous IS NOT NULL AND kind IN ('status', 'assignee', 'team'))
),
found AS (
  SELECT h.tno, CASE WHEN h.kind IN ('message', 'note') THEN 'message before creation'
    ELSE 'event before creation' END AS kind
  FROM history h JOIN ticket t ON t.tno = h.tno
  WHERE h.occurred_at < t.created_at
  UNION ALL
  SELECT tno, 'event contradicts what came before'
  FROM told_before
  WHERE previous <> came_before
  UNION ALL
  SELECT t.tno, 'no events'
  FROM ticket t
  WHERE t.source IN (SELECT source FROM coverage WHERE what IN ('messages', 'status'))
    AND t.tno NOT IN (SELECT tno FROM history)
  UNION ALL
  SELECT s.tno, CASE WHEN s.metric = 'first_response_at' THEN 'first response stated before creation'
    ELSE 'resolution stated before creation' END
  FROM stated s JOIN ticket t ON t.tno = s.tno
  WHERE s.metric IN ('first_response_at', 'resolved_at', 'closed_at') AND s.value < t.created_at
  UNION ALL
  SELECT s.tno, CASE WHEN s.metric = 'first_response_sla' THEN 'stated first-response result contradicts its times'
    ELSE 'stated resolution result contradicts its times' END
  FROM stated s
  JOIN stated r ON r.tno = s.tno
    AND r.metric = CASE WHEN s.metric = 'first_response_sla' THEN 'first_response_at' ELSE 'resolved_at' END
  JOIN stated d ON d.tno = s.tno
    AND d.metric = CASE WHEN s.metric = 'first_response_sla' THEN 'due_first_response_at' ELSE 'due_resolution_at' END
  WHERE s.metric IN ('first_response_sla', 'resolution_sla')
    AND ((s.value = 1 AND r.value > d.value) OR (s.value = 0 AND r.value < d.value))
  UNION ALL
  SELECT h.tno, 'unknown agent'
  FROM assignee_span h
  JOIN ticket t ON t.tno = h.tno
  JOIN coverage c ON c.source = t.source AND c.what = 'agents'
  LEFT JOIN agent a ON a.source = t.source AND a.agent = h.agent
  WHERE h.agent IS NOT NULL AND a.agent IS NULL
  UNION ALL
  SELECT tno, CASE WHEN kind = 'nps' AND scale_min < scale_max AND value >= scale_min AND value <= scale_max
    THEN 'nps answer on another scale' ELSE 'answer outside its scale' END
  FROM rating
  WHERE tno IS NOT NULL AND value IS NOT NULL AND (
    scale_min IS NULL OR scale_max IS NULL OR scale_min >= scale_max OR value < scale_min OR value > scale_max
    OR (kind = 'nps' AND NOT (scale_max = 10 AND scale_min IN (0, 1))))
)
SELECT t.source, t.ticket, f.kind, COUNT(*) AS count
FROM found f
JOIN ticket t ON t.tno = f.tno
GROUP BY t.source, t.ticket, f.kind
