-- Surveys with the agent they are credited to (named, else who held the ticket when it was sent), whether
-- the answer is good (top quarter of its scale: 4-5 of 5, 6-7 of 7), and when a later answer replaced it.
-- Answers to one sending carry its sent_at: it was sent once.
WITH asked AS (
  SELECT r.tno, r.source, r.ticket, r.rating, r.kind, r.agent, r.sent_at,
    CASE WHEN r.value IS NOT NULL THEN COALESCE(r.occurred_at, r.sent_at) END AS answered_at,
    COALESCE(r.sent_at, r.occurred_at) AS asked_at,
    ROW_NUMBER() OVER (PARTITION BY r.source, r.ticket, r.kind, r.sent_at ORDER BY r.rating) AS copy,
    CASE WHEN r.value IS NULL OR r.kind <> 'csat' THEN NULL
      WHEN COALESCE(r.higher_is_better, 1) = 1
        THEN CASE WHEN r.value >= r.scale_max - (r.scale_max - r.scale_min) / 4.0 THEN 1 ELSE 0 END
      ELSE CASE WHEN r.value <= r.scale_min + (r.scale_max - r.scale_min) / 4.0 THEN 1 ELSE 0 END END AS good
  FROM rating r
),
held AS (
  SELECT a.tno, a.rating, MAX(h.agent) AS agent
  FROM asked a
  JOIN assignee_span h ON h.tno = a.tno
    AND h.from_at <= a.asked_at AND a.asked_at < h.to_at
  GROUP BY a.tno, a.rating
),
next_answer AS (
  SELECT source, rating,
    LEAD(answered_at) OVER (PARTITION BY source, ticket, kind ORDER BY answered_at, rating) AS superseded_at
  FROM asked
  WHERE answered_at IS NOT NULL
)
SELECT a.source, a.ticket, a.rating, a.kind, COALESCE(a.agent, h.agent) AS agent, a.sent_at, a.answered_at,
  n.superseded_at, a.good,
  CASE WHEN a.asked_at IS NOT NULL AND (a.sent_at IS NULL OR a.copy = 1) THEN 1 ELSE 0 END AS sent,
  COALESCE(s.excluded, 0) AS excluded
FROM asked a
LEFT JOIN held h ON h.tno = a.tno AND h.rating = a.rating
LEFT JOIN next_answer n ON n.source = a.source AND n.rating = a.rating
LEFT JOIN standing s ON s.tno = a.tno
