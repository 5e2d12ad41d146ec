-- The first human reply with its wait, and until when the ticket waits for it. A source without messages
-- has the first response it states; a source with neither has no clock. A reply of which nobody says whose
-- it is belongs to who held the ticket then.
WITH reply AS (
  SELECT tno,
    MIN(CASE WHEN seq = 1 THEN occurred_at END) AS first_reply_at,
    MIN(CASE WHEN seq = 1 THEN agent END) AS first_reply_agent,
    MIN(CASE WHEN seq = 2 THEN occurred_at END) AS second_reply_at,
    COUNT(*) AS replies
  FROM human_reply
  GROUP BY tno
),
said AS (
  SELECT tno,
    SUM(CASE WHEN kind = 'message' AND public = 1 AND actor_kind = 'customer' THEN 1 ELSE 0 END) AS customer_messages,
    SUM(CASE WHEN kind = 'message' AND public = 1 AND actor_kind = 'agent' THEN 1 ELSE 0 END) AS agent_messages,
    SUM(CASE WHEN kind = 'note' THEN 1 ELSE 0 END) AS notes,
    MIN(CASE WHEN kind = 'abandoned' THEN occurred_at END) AS abandoned_at
  FROM history
  WHERE kind IN ('message', 'note', 'abandoned')
  GROUP BY tno
),
backlog AS (
  SELECT tno, MAX(to_at) AS left_at FROM backlog_step GROUP BY tno
),
claimed AS (
  SELECT tno, value AS first_reply_at FROM stated WHERE metric = 'first_response_at'
),
known AS (
  SELECT t.tno, t.created_at, m.what AS messages, f.what AS stated,
    CASE WHEN m.what IS NOT NULL THEN r.first_reply_at
      WHEN k.first_reply_at >= t.created_at THEN k.first_reply_at END AS first_reply_at,
    r.first_reply_agent, r.second_reply_at, r.replies, s.customer_messages, s.agent_messages, s.notes,
    CASE WHEN s.abandoned_at < t.created_at THEN t.created_at
      ELSE COALESCE(s.abandoned_at, b.left_at, t.created_at) END AS left_at
  FROM ticket t
  LEFT JOIN coverage m ON m.source = t.source AND m.what = 'messages'
  LEFT JOIN coverage f ON f.source = t.source AND f.what = 'first_response'
  LEFT JOIN reply r ON r.tno = t.tno
  LEFT JOIN said s ON s.tno = t.tno
  LEFT JOIN backlog b ON b.tno = t.tno
  LEFT JOIN claimed k ON k.tno = t.tno
),
held AS (
  SELECT k.tno, MAX(h.agent) AS agent
  FROM known k
  JOIN assignee_span h ON h.tno = k.tno AND h.from_at <= k.first_reply_at AND k.first_reply_at < h.to_at
  WHERE k.first_reply_at IS NOT NULL AND k.first_reply_agent IS NULL
  GROUP BY k.tno
)
SELECT k.tno, k.first_reply_at, COALESCE(k.first_reply_agent, h.agent) AS first_reply_agent,
  k.first_reply_at - k.created_at AS first_reply_s,
  p.business_s AS first_reply_business_s, k.second_reply_at,
  CASE WHEN k.messages IS NOT NULL THEN COALESCE(k.replies, 0) END AS replies,
  CASE WHEN k.messages IS NOT NULL THEN COALESCE(k.customer_messages, 0) END AS customer_messages,
  CASE WHEN k.messages IS NOT NULL THEN COALESCE(k.agent_messages, 0) END AS agent_messages,
  CASE WHEN k.messages IS NOT NULL THEN COALESCE(k.notes, 0) END AS notes,
  CASE WHEN k.first_reply_at IS NOT NULL THEN k.first_reply_at
    WHEN k.messages IS NOT NULL OR k.stated IS NOT NULL THEN k.left_at END AS waits_until
FROM known k
LEFT JOIN held h ON h.tno = k.tno
LEFT JOIN business_point p ON p.tno = k.tno AND p.reached = k.first_reply_at
