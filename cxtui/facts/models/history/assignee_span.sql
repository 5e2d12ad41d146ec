-- Who held a ticket when. A source without a history of assignees has its stated one for the whole life.
-- Where exports have shown who held it, that is its history. What is told before the creation holds from it, in the order in which it was told.
WITH mark AS (
  SELECT h.tno, CASE WHEN h.occurred_at < t.created_at THEN t.created_at ELSE h.occurred_at END AS from_at,
    h.occurred_at AS told_at, h.seq AS at_seq, h.value AS agent
  FROM history h
  JOIN ticket t ON t.tno = h.tno
  WHERE h.kind = 'assignee'
  UNION ALL
  SELECT s.tno, t.created_at, :before_all, -1, s.label
  FROM stated s
  JOIN ticket t ON t.tno = s.tno
  LEFT JOIN coverage c ON c.source = t.source AND c.what = 'assignee'
  LEFT JOIN coverage b ON b.source = t.source AND b.what = 'observed'
  LEFT JOIN (SELECT DISTINCT tno FROM observed) o ON o.tno = s.tno
  WHERE s.metric = 'assignee' AND (c.what IS NULL OR b.what IS NOT NULL) AND o.tno IS NULL
)
SELECT tno, ROW_NUMBER() OVER w AS seq, agent, from_at, COALESCE(LEAD(from_at) OVER w, :no_end) AS to_at
FROM mark
WINDOW w AS (PARTITION BY tno ORDER BY from_at, told_at, at_seq)
