-- Customer turns: the first unanswered customer message until the next human reply. Several messages in a
-- row are one turn, a solve closes it, a bot's answer does not.
WITH mark AS (
  SELECT h.tno, h.occurred_at, h.seq, 0 AS side, NULL AS agent
  FROM history h
  JOIN ticket t ON t.tno = h.tno
  JOIN coverage c ON c.source = t.source AND c.what = 'messages'
  WHERE h.kind = 'message' AND h.public = 1 AND h.actor_kind = 'customer' AND h.occurred_at >= t.created_at
  UNION ALL
  SELECT tno, occurred_at, at_seq, 1, agent FROM human_reply
  UNION ALL
  SELECT tno, from_at, seq, 2, NULL FROM status_step
  WHERE status IN ('solved', 'closed') AND previous NOT IN ('solved', 'closed')
),
stepped AS (
  SELECT tno, occurred_at, seq, side, agent, COALESCE(LAG(side) OVER w, 9) AS was
  FROM mark
  WINDOW w AS (PARTITION BY tno ORDER BY occurred_at, side, seq)
),
next_mark AS (
  SELECT tno, occurred_at, side, seq, LEAD(side) OVER w AS then_side,
    LEAD(occurred_at) OVER w AS then_at, LEAD(agent) OVER w AS then_agent
  FROM stepped
  WHERE NOT (side = 0 AND was = 0)
  WINDOW w AS (PARTITION BY tno ORDER BY occurred_at, side, seq)
)
SELECT tno, ROW_NUMBER() OVER (PARTITION BY tno ORDER BY occurred_at, seq) AS seq, occurred_at AS asked_at,
  CASE WHEN then_side = 1 THEN then_at END AS replied_at,
  CASE WHEN then_side = 1 THEN then_agent END AS agent,
  CASE WHEN then_side = 2 THEN then_at END AS closed_at
FROM next_mark
WHERE side = 0
