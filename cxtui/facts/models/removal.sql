-- When a ticket left the count (merged away, deleted, spam) and when it came back.
WITH told AS (
  SELECT source, ticket, occurred_at, event,
    CASE WHEN kind IN ('merged', 'deleted') OR (kind = 'spam' AND COALESCE(value, '1') <> '0')
      THEN 1 ELSE 0 END AS gone
  FROM history
  WHERE kind IN ('merged', 'unmerged', 'spam', 'deleted', 'restored')
)
SELECT source, ticket, occurred_at, event, gone FROM told
UNION ALL
SELECT t.source, t.ticket, COALESCE(t.deleted_at, t.created_at), '', 1
FROM ticket t
LEFT JOIN (SELECT DISTINCT source, ticket FROM told) k ON k.source = t.source AND k.ticket = t.ticket
WHERE k.ticket IS NULL AND (t.merged_into IS NOT NULL OR COALESCE(t.spam, 0) = 1 OR t.deleted_at IS NOT NULL)
