-- What makes the numbers of a ticket doubtful; nothing here is changed or hidden.
WITH found AS (
  SELECT h.source, h.ticket, 'message before creation' AS kind
  FROM history h JOIN ticket t ON t.source = h.source AND t.ticket = h.ticket
  WHERE h.kind IN ('message', 'note') AND h.occurred_at < t.created_at
  UNION ALL
  SELECT h.source, h.ticket, 'event before creation'
  FROM history h JOIN ticket t ON t.source = h.source AND t.ticket = h.ticket
  WHERE h.kind NOT IN ('message', 'note') AND h.occurred_at < t.created_at
  UNION ALL
  SELECT s.source, s.ticket, 'first response stated before creation'
  FROM stated s JOIN ticket t ON t.source = s.source AND t.ticket = s.ticket
  WHERE s.metric = 'first_response_at' AND s.value < t.created_at
  UNION ALL
  SELECT s.source, s.ticket, 'stated first-response result contradicts its times'
  FROM stated s
  JOIN stated r ON r.source = s.source AND r.ticket = s.ticket AND r.metric = 'first_response_at'
  JOIN stated d ON d.source = s.source AND d.ticket = s.ticket AND d.metric = 'due_first_response_at'
  WHERE s.metric = 'first_response_sla'
    AND s.value <> CASE WHEN r.value <= d.value THEN 1 ELSE 0 END
  UNION ALL
  SELECT h.source, h.ticket, 'unknown agent'
  FROM assignee_span h
  JOIN coverage c ON c.source = h.source AND c.what = 'agents'
  LEFT JOIN agent a ON a.source = h.source AND a.agent = h.agent
  WHERE h.agent IS NOT NULL AND a.agent IS NULL
)
SELECT source, ticket, kind, COUNT(*) AS count FROM found GROUP BY source, ticket, kind
