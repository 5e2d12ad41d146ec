-- When a ticket was in the backlog: from each entry into {open state, not removed} to the next exit.
WITH step AS (
  SELECT tno, seq, from_at,
    CASE WHEN gone = 0 AND status IN ('new', 'open', 'pending', 'hold') THEN 1 ELSE 0 END AS inside,
    CASE WHEN previous_gone = 0 AND previous IN ('new', 'open', 'pending', 'hold') THEN 1 ELSE 0 END AS was_inside
  FROM status_step
),
crossing AS (
  SELECT tno, seq, from_at, inside, COALESCE(LEAD(from_at) OVER (PARTITION BY tno ORDER BY seq), :no_end) AS to_at
  FROM step
  WHERE inside <> was_inside
)
SELECT tno, seq, from_at, to_at FROM crossing WHERE inside = 1 AND from_at < to_at
