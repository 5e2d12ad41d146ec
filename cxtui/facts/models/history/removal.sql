-- When a ticket left the count (merged away, deleted, spam) and when it came back: it counts while no reason
-- holds. A reason that no event tells of is what the ticket's row says: since its deletion, else
-- since that version of the row, after all else of its second.
WITH told AS (
  SELECT tno, occurred_at, seq,
    CASE WHEN kind = 'spam' THEN 'spam' WHEN kind IN ('merged', 'unmerged') THEN 'merged' ELSE 'deleted' END AS reason,
    CASE WHEN kind IN ('merged', 'deleted') OR (kind = 'spam' AND COALESCE(value, '1') <> '0')
      THEN 1 ELSE 0 END AS holds
  FROM history
  WHERE kind IN ('merged', 'unmerged', 'spam', 'deleted', 'restored')
),
heard AS (
  SELECT tno, MAX(CASE WHEN reason = 'spam' THEN 1 ELSE 0 END) AS spam,
    MAX(CASE WHEN reason = 'merged' THEN 1 ELSE 0 END) AS merged,
    MAX(CASE WHEN reason = 'deleted' THEN 1 ELSE 0 END) AS deleted
  FROM told
  GROUP BY tno
),
reason AS (
  SELECT tno, occurred_at, seq, reason, holds FROM told
  UNION ALL
  SELECT t.tno, CASE WHEN COALESCE(t.deleted_at, t.version_at) > t.created_at THEN COALESCE(t.deleted_at, t.version_at)
    ELSE t.created_at END,
    :last_seq, 'row', 1
  FROM ticket t
  LEFT JOIN heard k ON k.tno = t.tno
  WHERE (t.merged_into IS NOT NULL AND COALESCE(k.merged, 0) = 0)
    OR (t.spam = 1 AND COALESCE(k.spam, 0) = 0)
    OR (t.deleted_at IS NOT NULL AND COALESCE(k.deleted, 0) = 0)
),
change AS (
  SELECT tno, occurred_at, seq,
    holds - COALESCE(LAG(holds) OVER (PARTITION BY tno, reason ORDER BY occurred_at, seq), 0) AS step
  FROM reason
)
SELECT tno, occurred_at, seq,
  CASE WHEN SUM(step) OVER (PARTITION BY tno ORDER BY occurred_at, seq) > 0 THEN 1 ELSE 0 END AS gone
FROM change
