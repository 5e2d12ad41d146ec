-- What a clock that stood still at some time showed from one instant to the next: running towards a due instant, or
-- paused with what was left. Clocks that only ran are whole in clock_fact.
WITH numbered AS (
  SELECT tno, metric, target_no, wait, from_at, to_at, broke_at, paused,
    ROW_NUMBER() OVER (PARTITION BY tno, metric ORDER BY from_at, wait, target_no) AS seq
  FROM clock_row
),
cut AS (
  SELECT n.tno, n.metric, n.seq, n.from_at AS row_from, n.broke_at, d.kind, d.due_at, d.left_s,
    CASE WHEN d.from_at > n.from_at THEN d.from_at ELSE n.from_at END AS from_at,
    CASE WHEN d.to_at < n.to_at THEN d.to_at ELSE n.to_at END AS to_at
  FROM numbered n
  JOIN clock_due d ON d.tno = n.tno AND d.metric = n.metric AND d.target_no = n.target_no AND d.wait = n.wait
    AND d.from_at < n.to_at AND d.to_at > n.from_at
  WHERE n.paused = 1
)
SELECT t.source, t.ticket, c.metric, c.seq, c.from_at, c.to_at, c.kind,
  CASE WHEN c.kind <> 'run' THEN NULL WHEN COALESCE(c.due_at, c.broke_at) < c.row_from THEN c.row_from
    ELSE COALESCE(c.due_at, c.broke_at) END AS due_at,
  CASE WHEN c.kind <> 'run' THEN CASE WHEN c.left_s > 0 THEN c.left_s ELSE 0 END END AS left_s
FROM cut c
JOIN ticket t ON t.tno = c.tno
WHERE c.from_at < c.to_at
