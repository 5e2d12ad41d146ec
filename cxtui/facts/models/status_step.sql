-- Every status of a ticket with its span [from_at, to_at), and whether the ticket was then removed.
-- Sources without a status history have two statuses: new, and what their stated times say.
WITH mark AS (
  SELECT source, ticket, created_at AS from_at, '' AS event, 'new' AS status, actor FROM (
    SELECT source, ticket, created_at, opened_by AS actor FROM ticket) opened
  UNION ALL
  SELECT h.source, h.ticket, CASE WHEN h.occurred_at < t.created_at THEN t.created_at ELSE h.occurred_at END,
    h.event, h.value, h.actor
  FROM history h
  JOIN ticket t ON t.source = h.source AND t.ticket = h.ticket
  WHERE h.kind = 'status' AND h.value IN ('new', 'open', 'pending', 'hold', 'solved', 'closed')
  UNION ALL
  SELECT s.source, s.ticket, CASE WHEN s.value < t.created_at THEN t.created_at ELSE s.value END, s.metric,
    CASE WHEN s.metric = 'resolved_at' THEN 'solved' ELSE 'closed' END, NULL
  FROM stated s
  JOIN ticket t ON t.source = s.source AND t.ticket = s.ticket
  LEFT JOIN coverage c ON c.source = s.source AND c.what = 'status'
  WHERE s.metric IN ('resolved_at', 'closed_at') AND s.value IS NOT NULL AND c.what IS NULL
),
gone_ticket AS (
  SELECT DISTINCT source, ticket FROM removal
),
both_marks AS (
  SELECT m.source, m.ticket, m.from_at, m.event, m.status, m.actor, NULL AS gone
  FROM mark m JOIN gone_ticket g ON g.source = m.source AND g.ticket = m.ticket
  UNION ALL
  SELECT r.source, r.ticket, CASE WHEN r.occurred_at < t.created_at THEN t.created_at ELSE r.occurred_at END,
    r.event || '~', NULL, NULL, r.gone
  FROM removal r JOIN ticket t ON t.source = r.source AND t.ticket = r.ticket
),
counted AS (
  SELECT source, ticket, from_at, event, status, actor, gone,
    COUNT(status) OVER w AS statuses, COUNT(gone) OVER w AS removals
  FROM both_marks
  WINDOW w AS (PARTITION BY source, ticket ORDER BY from_at, event)
),
carried AS (
  SELECT source, ticket, from_at, event, actor,
    MAX(status) OVER (PARTITION BY source, ticket, statuses) AS status,
    COALESCE(MAX(gone) OVER (PARTITION BY source, ticket, removals), 0) AS gone
  FROM counted
),
placed AS (
  SELECT m.source, m.ticket, m.from_at, m.event, m.status, m.actor, 0 AS gone
  FROM mark m LEFT JOIN gone_ticket g ON g.source = m.source AND g.ticket = m.ticket
  WHERE g.ticket IS NULL
  UNION ALL
  SELECT source, ticket, from_at, event, status, actor, gone FROM carried
)
SELECT source, ticket, ROW_NUMBER() OVER w AS seq, status, LAG(status) OVER w AS previous, gone,
  LAG(gone) OVER w AS previous_gone, from_at, COALESCE(LEAD(from_at) OVER w, 253402300799) AS to_at, actor
FROM placed
WINDOW w AS (PARTITION BY source, ticket ORDER BY from_at, event)
