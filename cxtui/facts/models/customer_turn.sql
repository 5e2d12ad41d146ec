-- Customer turns: the first unanswered customer message until the next human reply. Several messages in a
-- row are one turn, a solve closes it, a bot's answer does not.
WITH mark AS (
  SELECT h.source, h.ticket, h.occurred_at, h.event, 0 AS side, NULL AS agent
  FROM history h
  JOIN ticket t ON t.source = h.source AND t.ticket = h.ticket
  WHERE h.kind = 'message' AND h.public = 1 AND h.actor_kind = 'customer' AND h.occurred_at >= t.created_at
  UNION ALL
  SELECT source, ticket, occurred_at, event, 1, agent FROM human_reply
  UNION ALL
  SELECT source, ticket, from_at, printf('%012d', seq), 2, NULL FROM status_step
  WHERE status IN ('solved', 'closed') AND previous NOT IN ('solved', 'closed')
),
stepped AS (
  SELECT source, ticket, occurred_at, event, side, agent, COALESCE(LAG(side) OVER w, 9) AS was
  FROM mark
  WINDOW w AS (PARTITION BY source, ticket ORDER BY occurred_at, side, event)
),
turn AS (
  SELECT source, ticket, occurred_at, side, event, LEAD(side) OVER w AS then_side,
    LEAD(occurred_at) OVER w AS then_at, LEAD(agent) OVER w AS then_agent
  FROM stepped
  WHERE NOT (side = 0 AND was = 0)
  WINDOW w AS (PARTITION BY source, ticket ORDER BY occurred_at, side, event)
)
SELECT u.source, u.ticket,
  ROW_NUMBER() OVER (PARTITION BY u.source, u.ticket ORDER BY u.occurred_at, u.event) AS seq,
  u.occurred_at AS asked_at,
  CASE WHEN u.then_side = 1 THEN u.then_at END AS replied_at,
  CASE WHEN u.then_side = 1 THEN u.then_agent END AS agent,
  CASE WHEN u.then_side = 2 THEN u.then_at END AS closed_at,
  s.excluded
FROM turn u
JOIN standing s ON s.source = u.source AND s.ticket = u.ticket
WHERE u.side = 0
