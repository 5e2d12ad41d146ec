-- When a ticket left the count (merged away, deleted, spam) and when it came back. Where no event tells of
-- it, what the ticket's row says comes after all else of its second.
WITH told AS (
  SELECT tno, occurred_at, seq,
    CASE WHEN kind IN ('merged', 'deleted') OR (kind = 'spam' AND COALESCE(value, '1') <> '0')
      THEN 1 ELSE 0 END AS gone
  FROM history
  WHERE kind IN ('merged', 'unmerged', 'spam', 'deleted', 'restored')
)
SELECT tno, occurred_at, seq, gone FROM told
UNION ALL
SELECT t.tno, COALESCE(t.deleted_at, t.created_at), 253402300799, 1
FROM ticket t
LEFT JOIN (SELECT DISTINCT tno FROM told) k ON k.tno = t.tno
WHERE k.tno IS NULL AND (t.merged_into IS NOT NULL OR COALESCE(t.spam, 0) = 1 OR t.deleted_at IS NOT NULL)
