-- Public messages by human agents that no rule sent, numbered. The public message with which an agent
-- opened the ticket is its subject, not a reply. Where messages are not covered, those there are tell nothing.
WITH said AS (
  SELECT h.tno, h.seq AS at_seq, h.occurred_at, h.actor, t.created_at, t.opened_by_kind,
    CASE WHEN h.kind = 'message' AND h.public = 1 AND h.actor_kind = 'agent' AND h.automated = 0
      AND COALESCE(a.kind, 'human') = 'human' THEN 1 ELSE 0 END AS human,
    ROW_NUMBER() OVER (PARTITION BY h.tno ORDER BY h.occurred_at, h.seq) AS place
  FROM history h
  JOIN ticket t ON t.tno = h.tno
  JOIN coverage c ON c.source = t.source AND c.what = 'messages'
  LEFT JOIN agent a ON a.source = t.source AND a.agent = h.actor
  WHERE h.kind IN ('message', 'note') AND h.occurred_at >= t.created_at
)
SELECT tno, at_seq, occurred_at, actor AS agent,
  ROW_NUMBER() OVER (PARTITION BY tno ORDER BY occurred_at, at_seq) AS seq
FROM said
WHERE human = 1 AND NOT (place = 1 AND (
  COALESCE(opened_by_kind, '') = 'agent' OR (opened_by_kind IS NULL AND occurred_at = created_at)))
