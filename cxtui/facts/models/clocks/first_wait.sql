-- The waits for a human reply that may set a first-response clock, numbered, with the reply: from the creation, or once
-- the customer has written where an agent opened the ticket, to the reply, else to the solve or the customer's giving
-- up. If the customer then comes back, by reopening it or by a message, a new wait starts as soon as the ticket is
-- open; none does after a reply. Within one second a reply comes before the solve. A source without messages has the
-- reply that it states.
WITH told AS (
  SELECT t.tno, t.created_at, t.customer, CASE WHEN o.tno IS NULL THEN 1 ELSE 0 END AS called, m.what AS messages
  FROM ticket t
  LEFT JOIN coverage m ON m.source = t.source AND m.what = 'messages'
  LEFT JOIN coverage f ON f.source = t.source AND f.what = 'first_response'
  LEFT JOIN opening o ON o.tno = t.tno
  WHERE m.what IS NOT NULL OR f.what IS NOT NULL
),
mark AS (
  SELECT tno, created_at AS moment, 0 AS side, 0 AS seq, 0 AS ends, 1 AS is_open, called FROM told
  UNION ALL
  SELECT h.tno, h.occurred_at, 1, h.seq, 0, 0, 1
  FROM history h
  JOIN told t ON t.tno = h.tno AND t.messages IS NOT NULL AND h.occurred_at >= t.created_at
  WHERE h.kind = 'message' AND h.public = 1 AND h.actor_kind = 'customer'
  UNION ALL
  SELECT s.tno, s.from_at, 2, s.seq, 1, 0, 0
  FROM status_step s
  JOIN told t ON t.tno = s.tno
  WHERE s.status IN ('solved', 'closed') AND s.previous NOT IN ('solved', 'closed')
  UNION ALL
  SELECT s.tno, s.from_at, 2, s.seq, 0, 1, CASE WHEN s.actor_kind = 'customer' OR s.actor = t.customer THEN 1 ELSE 0 END
  FROM status_step s
  JOIN told t ON t.tno = s.tno
  WHERE s.status NOT IN ('solved', 'closed') AND s.previous IN ('solved', 'closed')
  UNION ALL
  SELECT h.tno, CASE WHEN h.occurred_at < t.created_at THEN t.created_at ELSE h.occurred_at END, 3, h.seq, 1,
    CASE WHEN s.status IN ('solved', 'closed') THEN 0 ELSE 1 END, 0
  FROM history h
  JOIN told t ON t.tno = h.tno
  JOIN status_step s ON s.tno = h.tno AND s.from_at < s.to_at AND s.to_at > t.created_at
    AND s.from_at <= CASE WHEN h.occurred_at < t.created_at THEN t.created_at ELSE h.occurred_at END
    AND s.to_at > CASE WHEN h.occurred_at < t.created_at THEN t.created_at ELSE h.occurred_at END
  WHERE h.kind = 'abandoned'
),
numbered AS (
  SELECT tno, moment, is_open, called,
    SUM(ends) OVER (PARTITION BY tno ORDER BY moment, side, seq ROWS UNBOUNDED PRECEDING) AS part
  FROM mark
),
part AS (
  SELECT tno, part, MIN(moment) AS begun_at, MIN(CASE WHEN is_open = 1 THEN moment END) AS opened_at,
    MIN(CASE WHEN called = 1 THEN moment END) AS called_at
  FROM numbered
  GROUP BY tno, part
),
ended AS (
  SELECT tno, part, opened_at, called_at,
    COALESCE(LEAD(begun_at) OVER (PARTITION BY tno ORDER BY part), :no_end) AS ended_at
  FROM part
),
wait AS (
  SELECT tno, part, CASE WHEN opened_at > called_at THEN opened_at ELSE called_at END AS from_at, ended_at
  FROM ended
  WHERE opened_at IS NOT NULL AND called_at IS NOT NULL
),
begun AS (
  SELECT tno, MIN(from_at) AS from_at FROM wait GROUP BY tno
),
answer AS (
  SELECT b.tno, MIN(r.seq) AS seq
  FROM begun b
  JOIN human_reply r ON r.tno = b.tno AND r.occurred_at >= b.from_at
  GROUP BY b.tno
),
replied AS (
  SELECT a.tno, r.occurred_at AS answered_at, r.agent
  FROM answer a
  JOIN human_reply r ON r.tno = a.tno AND r.seq = a.seq
  UNION ALL
  SELECT t.tno, s.value, NULL
  FROM told t
  JOIN stated s ON s.tno = t.tno AND s.metric = 'first_response_at' AND s.value >= t.created_at
  WHERE t.messages IS NULL
),
-- Brought together by a sort, not by a join: SQLite has no index on what it made a line before.
beside AS (
  SELECT tno, part, from_at, ended_at, NULL AS answered_at, NULL AS agent FROM wait
  UNION ALL
  SELECT tno, -1, NULL, NULL, answered_at, agent FROM replied
),
placed AS (
  SELECT tno, part, from_at, ended_at, MAX(answered_at) OVER (PARTITION BY tno) AS answered_at,
    MAX(agent) OVER (PARTITION BY tno) AS agent, LAG(ended_at) OVER (PARTITION BY tno ORDER BY part) AS was_ended_at
  FROM beside
)
SELECT tno, ROW_NUMBER() OVER (PARTITION BY tno ORDER BY part) AS wait, from_at,
  CASE WHEN answered_at <= ended_at THEN answered_at ELSE ended_at END AS until,
  CASE WHEN answered_at <= ended_at THEN 1 ELSE 0 END AS answered, answered_at, agent
FROM placed
WHERE part >= 0
  AND (answered_at IS NULL OR (from_at <= answered_at AND COALESCE(was_ended_at, :before_all) < answered_at))
