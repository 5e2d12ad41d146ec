-- Who held a ticket when. A source without a history of assignees has its stated one for the whole life.
WITH mark AS (
  SELECT h.source, h.ticket, CASE WHEN h.occurred_at < t.created_at THEN t.created_at ELSE h.occurred_at END
    AS from_at, h.event, h.value AS agent
  FROM history h
  JOIN ticket t ON t.source = h.source AND t.ticket = h.ticket
  WHERE h.kind = 'assignee'
  UNION ALL
  SELECT s.source, s.ticket, t.created_at, '', s.label
  FROM stated s
  JOIN ticket t ON t.source = s.source AND t.ticket = s.ticket
  LEFT JOIN coverage c ON c.source = s.source AND c.what = 'assignee'
  WHERE s.metric = 'assignee' AND c.what IS NULL
)
SELECT source, ticket, ROW_NUMBER() OVER w AS seq, agent, from_at,
  COALESCE(LEAD(from_at) OVER w, 253402300799) AS to_at
FROM mark
WINDOW w AS (PARTITION BY source, ticket ORDER BY from_at, event)
