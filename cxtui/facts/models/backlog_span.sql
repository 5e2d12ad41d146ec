-- When a ticket was in the backlog: from each entry into {open state, not removed} to the next exit.
WITH step AS (
  SELECT source, ticket, seq, from_at,
    CASE WHEN gone = 0 AND status IN ('new', 'open', 'pending', 'hold') THEN 1 ELSE 0 END AS inside,
    CASE WHEN previous_gone = 0 AND previous IN ('new', 'open', 'pending', 'hold') THEN 1 ELSE 0 END AS was_inside
  FROM status_step
),
crossing AS (
  SELECT source, ticket, seq, from_at, inside,
    COALESCE(LEAD(from_at) OVER (PARTITION BY source, ticket ORDER BY seq), 253402300799) AS to_at
  FROM step
  WHERE inside <> was_inside
)
SELECT c.source, c.ticket, ROW_NUMBER() OVER (PARTITION BY c.source, c.ticket ORDER BY c.seq) AS seq,
  c.from_at, c.to_at, COALESCE(t.channel, '') AS channel
FROM crossing c
JOIN ticket t ON t.source = c.source AND t.ticket = c.ticket
WHERE c.inside = 1 AND c.from_at < c.to_at
