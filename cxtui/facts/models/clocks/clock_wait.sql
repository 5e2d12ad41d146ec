-- The waits that targets other than the first response are for, one after the other, and how each ended: customer
-- turns after the first reply (next_reply), and the stretches from creation or a reopening to the next solve
-- (resolution, agent_work, requester_wait). One that goes on has no end. Removed tickets have none.
WITH wanted AS (
  SELECT DISTINCT s.tno, s.metric
  FROM target_span s
  JOIN standing g ON g.tno = s.tno AND g.excluded = 0
  WHERE s.metric <> 'first_response'
),
turned AS (
  SELECT w.tno, w.metric, u.seq AS wait, u.asked_at, u.replied_at, u.agent, u.closed_at
  FROM wanted w
  JOIN turn u ON u.tno = w.tno
  JOIN human_reply r ON r.tno = w.tno AND r.seq = 1 AND r.occurred_at < u.asked_at
  WHERE w.metric = 'next_reply'
),
step AS (
  SELECT s.tno, s.seq, s.from_at, s.actor,
    CASE WHEN s.status IN ('solved', 'closed') THEN 1 ELSE 0 END AS done,
    SUM(CASE WHEN s.status IN ('solved', 'closed') AND COALESCE(s.previous, '') NOT IN ('solved', 'closed')
      THEN 1 ELSE 0 END) OVER (PARTITION BY s.tno ORDER BY s.seq ROWS UNBOUNDED PRECEDING) AS solves
  FROM status_step s
  JOIN (SELECT DISTINCT tno FROM wanted WHERE metric <> 'next_reply') w ON w.tno = s.tno
),
begun AS (
  SELECT tno, solves + 1 AS wait, MIN(from_at) AS from_at, MIN(seq) AS first_seq
  FROM step
  WHERE done = 0
  GROUP BY tno, solves
),
ended AS (
  SELECT tno, solves AS wait, MIN(seq) AS seq, MIN(from_at) AS ended_at FROM step WHERE done = 1 GROUP BY tno, solves
)
SELECT tno, metric, wait, asked_at AS started_at, asked_at AS from_at,
  COALESCE(replied_at, closed_at, :no_end) AS ended_at,
  CASE WHEN replied_at IS NOT NULL THEN 'replied' WHEN closed_at IS NOT NULL THEN 'left' END AS ending, agent,
  NULL AS first_seq, NULL AS end_seq
FROM turned
UNION ALL
SELECT w.tno, w.metric, b.wait, t.created_at, b.from_at, COALESCE(e.ended_at, :no_end),
  CASE WHEN e.tno IS NOT NULL THEN 'solved' END, g.agent, b.first_seq, COALESCE(e.seq, :last_seq)
FROM wanted w
JOIN ticket t ON t.tno = w.tno
JOIN begun b ON b.tno = w.tno
LEFT JOIN ended e ON e.tno = w.tno AND e.wait = b.wait
LEFT JOIN step x ON x.tno = e.tno AND x.seq = e.seq
LEFT JOIN agent g ON g.source = t.source AND g.agent = x.actor
WHERE w.metric <> 'next_reply' AND EXISTS (
  SELECT 1 FROM coverage c WHERE c.source = t.source AND c.what IN ('status', 'resolution'))
