-- What makes the numbers of a ticket doubtful; nothing here is changed or hidden.
WITH found AS (
  SELECT h.tno, 'message before creation' AS kind
  FROM history h JOIN ticket t ON t.tno = h.tno
  WHERE h.kind IN ('message', 'note') AND h.occurred_at < t.created_at
  UNION ALL
  SELECT h.tno, 'event before creation'
  FROM history h JOIN ticket t ON t.tno = h.tno
  WHERE h.kind NOT IN ('message', 'note') AND h.occurred_at < t.created_at
  UNION ALL
  SELECT s.tno, 'first response stated before creation'
  FROM stated s JOIN ticket t ON t.tno = s.tno
  WHERE s.metric = 'first_response_at' AND s.value < t.created_at
  UNION ALL
  SELECT s.tno, 'stated first-response result contradicts its times'
  FROM stated s
  JOIN stated r ON r.tno = s.tno AND r.metric = 'first_response_at'
  JOIN stated d ON d.tno = s.tno AND d.metric = 'due_first_response_at'
  WHERE s.metric = 'first_response_sla'
    AND s.value <> CASE WHEN r.value <= d.value THEN 1 ELSE 0 END
  UNION ALL
  SELECT h.tno, 'unknown agent'
  FROM assignee_span h
  JOIN ticket t ON t.tno = h.tno
  JOIN coverage c ON c.source = t.source AND c.what = 'agents'
  LEFT JOIN agent a ON a.source = t.source AND a.agent = h.agent
  WHERE h.agent IS NOT NULL AND a.agent IS NULL
)
SELECT t.source, t.ticket, f.kind, COUNT(*) AS count
FROM found f
JOIN ticket t ON t.tno = f.tno
GROUP BY t.source, t.ticket, f.kind
