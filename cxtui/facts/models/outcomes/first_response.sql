-- The first human reply, counted from the last wait for it to begin, or from the creation where an agent opened the
-- ticket; and the ticket's last wait, with the reply that ended it, if any did. A source without messages has the
-- first response it states; a source with neither has no clock. A reply of which nobody says whose it is belongs to
-- who held the ticket then.
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
    SUM(CASE WHEN kind = 'note' THEN 1 ELSE 0 END) AS notes
  FROM history
  WHERE kind IN ('message', 'note')
  GROUP BY tno
),
last_wait AS (
  SELECT tno, MAX(wait) AS wait FROM first_wait GROUP BY tno
),
known AS (
  SELECT t.tno, m.what AS messages, w.wait, w.from_at, w.until, w.answered_at,
    CASE WHEN m.what IS NOT NULL THEN r.first_reply_at ELSE w.answered_at END AS first_reply_at,
    CASE WHEN o.tno IS NOT NULL THEN t.created_at ELSE w.from_at END AS counted_from,
    r.first_reply_agent, r.second_reply_at, r.replies, s.customer_messages, s.agent_messages, s.notes
  FROM ticket t
  LEFT JOIN coverage m ON m.source = t.source AND m.what = 'messages'
  LEFT JOIN last_wait l ON l.tno = t.tno
  LEFT JOIN first_wait w ON w.tno = l.tno AND w.wait = l.wait
  LEFT JOIN opening o ON o.tno = t.tno
  LEFT JOIN reply r ON r.tno = t.tno
  LEFT JOIN said s ON s.tno = t.tno
),
held AS (
  SELECT k.tno, MAX(h.agent) AS agent
  FROM known k
  JOIN assignee_span h ON h.tno = k.tno AND h.from_at <= k.first_reply_at AND k.first_reply_at < h.to_at
  WHERE k.first_reply_at IS NOT NULL AND k.first_reply_agent IS NULL
  GROUP BY k.tno
)
SELECT k.tno, k.wait, k.first_reply_at, COALESCE(k.first_reply_agent, h.agent) AS first_reply_agent,
  k.first_reply_at - k.counted_from AS first_reply_s, p.business_s - b.business_s AS first_reply_business_s,
  k.second_reply_at,
  CASE WHEN k.messages IS NOT NULL THEN COALESCE(k.replies, 0) END AS replies,
  CASE WHEN k.messages IS NOT NULL THEN COALESCE(k.customer_messages, 0) END AS customer_messages,
  CASE WHEN k.messages IS NOT NULL THEN COALESCE(k.agent_messages, 0) END AS agent_messages,
  CASE WHEN k.messages IS NOT NULL THEN COALESCE(k.notes, 0) END AS notes,
  k.from_at AS waits_from, k.until AS waits_until, k.answered_at
FROM known k
LEFT JOIN held h ON h.tno = k.tno
LEFT JOIN business_point b ON b.tno = k.tno AND b.reached = k.counted_from
LEFT JOIN business_point p ON p.tno = k.tno AND p.reached = k.first_reply_at
