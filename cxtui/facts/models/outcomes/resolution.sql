-- Solves and reopenings of a ticket with what each status took, in calendar and business seconds.
-- A ticket closed without being solved first was solved at its close. Spans that still run, and time spent
-- deleted or merged away, are left out. Solve time is full resolution without what was spent solved before it.
-- Where thank-yous are left out, a reopening counts from the first human reply to it, and one without any until the
-- solve that ends it does not count, nor does that solve. Without messages nobody knows who replied: then all count.
WITH opened_again AS (
  SELECT s.tno, s.seq, s.from_at, MIN(n.seq) AS ended, MIN(n.from_at) AS ended_at
  FROM status_step s
  JOIN ticket t ON t.tno = s.tno
  JOIN coverage c ON c.source = t.source AND c.what = 'messages'
  LEFT JOIN status_step n ON n.tno = s.tno AND n.seq > s.seq AND n.gone = 0 AND n.status IN ('solved', 'closed')
  WHERE EXISTS (SELECT 1 FROM horizon WHERE name = 'thank_yous' AND label = 'leave out')
    AND s.gone = 0 AND s.status NOT IN ('solved', 'closed') AND s.previous IN ('solved', 'closed')
  GROUP BY s.tno, s.seq, s.from_at
),
answered_again AS (
  SELECT o.tno, o.seq, o.ended, MIN(h.occurred_at) AS replied_at
  FROM opened_again o
  LEFT JOIN human_reply h ON h.tno = o.tno AND h.occurred_at >= o.from_at
    AND h.occurred_at <= COALESCE(o.ended_at, :no_end)
  GROUP BY o.tno, o.seq, o.ended
),
step AS (
  SELECT s.tno, s.seq, s.status, s.gone, s.from_at, s.to_at, b.business_s,
    LEAD(b.business_s) OVER (PARTITION BY s.tno ORDER BY s.seq) AS business_end,
    CASE WHEN s.gone = 0 AND s.status IN ('solved', 'closed') AND e.tno IS NULL
      AND COALESCE(s.previous, '') NOT IN ('solved', 'closed') THEN 1 ELSE 0 END AS solve,
    CASE WHEN s.gone = 0 AND s.status NOT IN ('solved', 'closed') AND s.previous IN ('solved', 'closed')
      AND (a.tno IS NULL OR a.replied_at IS NOT NULL) THEN 1 ELSE 0 END AS reopen,
    COALESCE(a.replied_at, s.from_at) AS reopened_at
  FROM status_step s
  LEFT JOIN business_point b ON b.tno = s.tno AND b.reached = s.from_at
  LEFT JOIN answered_again a ON a.tno = s.tno AND a.seq = s.seq
  LEFT JOIN answered_again e ON e.tno = s.tno AND e.ended = s.seq AND e.replied_at IS NULL
),
total AS (
  SELECT tno,
    MIN(CASE WHEN solve = 1 THEN from_at END) AS first_solved_at,
    MAX(CASE WHEN solve = 1 THEN from_at END) AS last_solved_at,
    MIN(CASE WHEN solve = 1 THEN business_s END) AS first_resolution_business_s,
    MAX(CASE WHEN solve = 1 THEN business_s END) AS full_resolution_business_s,
    SUM(solve) AS solves, SUM(reopen) AS reopens,
    MIN(CASE WHEN reopen = 1 THEN reopened_at END) AS first_reopened_at,
    SUM(CASE WHEN gone = 0 AND status = 'new' AND to_at < :no_end THEN to_at - from_at ELSE 0 END) AS new_s,
    SUM(CASE WHEN gone = 0 AND status = 'open' AND to_at < :no_end THEN to_at - from_at ELSE 0 END) AS open_s,
    SUM(CASE WHEN gone = 0 AND status = 'pending' AND to_at < :no_end THEN to_at - from_at ELSE 0 END) AS pending_s,
    SUM(CASE WHEN gone = 0 AND status = 'hold' AND to_at < :no_end THEN to_at - from_at ELSE 0 END) AS hold_s,
    SUM(CASE WHEN gone = 0 AND status = 'new' AND business_end IS NOT NULL THEN business_end - business_s ELSE 0 END)
      AS new_business_s,
    SUM(CASE WHEN gone = 0 AND status = 'open' AND business_end IS NOT NULL THEN business_end - business_s ELSE 0 END)
      AS open_business_s,
    SUM(CASE WHEN gone = 0 AND status = 'pending' AND business_end IS NOT NULL THEN business_end - business_s ELSE 0 END)
      AS pending_business_s,
    SUM(CASE WHEN gone = 0 AND status = 'hold' AND business_end IS NOT NULL THEN business_end - business_s ELSE 0 END)
      AS hold_business_s,
    MIN(CASE WHEN status <> 'new' THEN from_at END) AS first_moved_at,
    MIN(CASE WHEN solve = 1 THEN seq END) AS first_solve, MAX(CASE WHEN solve = 1 THEN seq END) AS last_solve,
    MIN(CASE WHEN status IN ('solved', 'closed') THEN seq END) AS first_done
  FROM step
  GROUP BY tno
),
gap AS (
  SELECT s.tno, SUM(s.to_at - s.from_at) AS seconds,
    CASE WHEN COUNT(b.business_s - a.business_s) = COUNT(*) THEN SUM(b.business_s - a.business_s) END AS business_s
  FROM total t
  JOIN status_step s ON s.tno = t.tno AND s.seq < t.last_solve AND s.status IN ('solved', 'closed')
  LEFT JOIN business_point a ON a.tno = s.tno AND a.reached = s.from_at
  LEFT JOIN business_point b ON b.tno = s.tno AND b.reached = s.to_at
  WHERE t.first_done < t.last_solve
  GROUP BY s.tno
)
SELECT t.tno, t.first_solved_at, t.last_solved_at, t.first_resolution_business_s,
  t.full_resolution_business_s, t.solves, t.reopens, t.first_reopened_at, t.new_s, t.open_s, t.pending_s,
  t.hold_s, t.new_business_s, t.open_business_s, t.pending_business_s, t.hold_business_s, t.first_moved_at,
  v.actor AS solving_actor, t.last_solved_at - k.created_at - COALESCE(g.seconds, 0) AS solve_s,
  t.full_resolution_business_s - CASE WHEN g.tno IS NULL THEN 0 ELSE g.business_s END AS solve_business_s
FROM total t
JOIN ticket k ON k.tno = t.tno
LEFT JOIN gap g ON g.tno = t.tno
LEFT JOIN status_step v ON v.tno = t.tno AND v.seq = t.first_solve
