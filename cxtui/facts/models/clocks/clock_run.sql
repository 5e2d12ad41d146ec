-- Each wait in stretches in which its clock runs, or stands still because the ticket is pending, on hold or gone,
-- with what was used before in calendar and business seconds. What a ticket's earlier stretches until a solve
-- used stays used after a reopening; a customer's turn begins anew. A due time that the helpdesk states waits for nobody.
-- CROSS JOIN: see promise.sql.
WITH step AS (
  SELECT w.tno, w.metric, w.wait, s.seq, s.from_at, s.to_at,
    CASE WHEN s.gone = 1 THEN 'gone' WHEN x.tno IS NOT NULL THEN 'run' WHEN s.status = 'pending' THEN 'pending'
      WHEN s.status = 'hold' AND w.metric = 'agent_work' THEN 'hold' ELSE 'run' END AS kind
  FROM clock_wait w
  JOIN status_step s ON s.tno = w.tno AND s.seq >= w.first_seq AND s.seq < w.end_seq
  LEFT JOIN (SELECT tno, metric FROM target_span GROUP BY tno, metric HAVING MIN(stated) = 1) x
    ON x.tno = w.tno AND x.metric = w.metric
  WHERE w.metric <> 'next_reply'
),
turned AS (
  SELECT tno, metric, wait, seq, from_at, to_at, kind,
    CASE WHEN LAG(kind) OVER w = kind AND LAG(wait) OVER w = wait THEN 0 ELSE 1 END AS turns
  FROM step
  WINDOW w AS (PARTITION BY tno, metric ORDER BY seq)
),
numbered AS (
  SELECT tno, metric, wait, from_at, to_at, kind,
    SUM(turns) OVER (PARTITION BY tno, metric ORDER BY seq ROWS UNBOUNDED PRECEDING) AS run
  FROM turned
),
stretch AS (
  SELECT tno, metric, run, MAX(wait) AS wait, MAX(kind) AS kind, MIN(from_at) AS from_at, MAX(to_at) AS to_at
  FROM numbered
  GROUP BY tno, metric, run
),
measured AS (
  SELECT s.tno, s.metric, s.run, s.wait, s.kind, s.from_at, s.to_at, a.business_s,
    CASE WHEN s.kind = 'run' AND s.to_at < :no_end THEN s.to_at - s.from_at ELSE 0 END AS took_s,
    CASE WHEN s.kind = 'run' AND s.to_at < :no_end THEN b.business_s - a.business_s ELSE 0 END AS took_business_s
  FROM stretch s
  LEFT JOIN business_point a ON a.tno = s.tno AND a.reached = s.from_at
  LEFT JOIN business_point b ON b.tno = s.tno AND b.reached = s.to_at
),
asked AS (
  SELECT w.tno, w.wait, c.business_s - c.open_s + MAX(i.before +
    CASE WHEN w.from_at < i.to_at THEN w.from_at ELSE i.to_at END - i.from_at) AS business_s
  FROM clock_wait w
  JOIN clock_stage c ON c.tno = w.tno AND c.from_at <= w.from_at AND w.from_at < c.to_at
  CROSS JOIN open_interval i
  WHERE w.metric = 'next_reply' AND i.calendar = c.calendar AND i.day = w.from_at - w.from_at % 86400
    AND i.from_at <= w.from_at
  GROUP BY w.tno, w.wait, c.business_s, c.open_s
)
SELECT tno, metric, run, wait, kind, from_at, to_at, business_s,
  SUM(took_s) OVER w - took_s AS used_s, SUM(took_business_s) OVER w - took_business_s AS used_business_s
FROM measured
WINDOW w AS (PARTITION BY tno, metric ORDER BY run ROWS UNBOUNDED PRECEDING)
UNION ALL
SELECT w.tno, w.metric, w.wait, w.wait, 'run', w.from_at, w.ended_at, a.business_s, 0, 0
FROM clock_wait w
LEFT JOIN asked a ON a.tno = w.tno AND a.wait = w.wait
WHERE w.metric = 'next_reply'
