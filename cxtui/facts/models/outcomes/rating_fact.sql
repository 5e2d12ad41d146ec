-- Surveys with the agent they are credited to (named, else who held the ticket when it was sent; where nobody did and
-- it stood solved, who held it to the second of the solve), what the answer says, and when a later answer replaced it. `score` is the answer turned so that high is good; one
-- outside its scale, or without one, says nothing.
-- csat: good in the top quarter of the scale (4-5 of 5, 6-7 of 7). ces: ease in hundredths of 0-100. nps:
-- 100 for 9-10, -100 up to 6, on 0-10; on 1-10 it is flagged; on other scales it has no points.
-- Answers to one sending carry its sent_at: it was sent once, and the last answer to it counts. Answers that name no
-- sending are all to one survey of their ticket.
WITH scored AS (
  SELECT r.tno, r.source, r.ticket, r.rating, r.kind, r.agent, r.sent_at, r.scale_min, r.scale_max,
    CASE WHEN r.value IS NOT NULL THEN COALESCE(r.occurred_at, r.sent_at) END AS answered_at,
    COALESCE(r.sent_at, r.occurred_at) AS asked_at,
    ROW_NUMBER() OVER (PARTITION BY r.source, r.ticket, r.kind, r.sent_at ORDER BY r.rating) AS copy,
    CASE WHEN r.scale_min < r.scale_max AND r.value >= r.scale_min AND r.value <= r.scale_max THEN
      CASE WHEN COALESCE(r.higher_is_better, 1) = 1 THEN r.value ELSE r.scale_min + r.scale_max - r.value END END
      AS score
  FROM rating r
),
asked AS (
  SELECT tno, source, ticket, rating, kind, agent, sent_at, answered_at, asked_at, copy,
    CASE WHEN kind = 'csat' AND score IS NOT NULL THEN
      CASE WHEN score >= scale_max - (scale_max - scale_min) / 4.0 THEN 1 ELSE 0 END END AS good,
    CASE WHEN score IS NULL THEN NULL
      WHEN kind = 'ces' THEN CAST(ROUND(10000.0 * (score - scale_min) / (scale_max - scale_min)) AS BIGINT)
      WHEN kind = 'nps' AND scale_max = 10 AND scale_min IN (0, 1) THEN
        CASE WHEN score >= 9 THEN 100 WHEN score <= 6 THEN -100 ELSE 0 END END AS points,
    CASE WHEN kind = 'nps' AND score IS NOT NULL AND scale_min = 1 AND scale_max = 10 THEN 1 ELSE 0 END AS flagged
  FROM scored
),
held AS (
  SELECT a.tno, a.rating, MAX(h.agent) AS agent
  FROM asked a
  JOIN assignee_span h ON h.tno = a.tno
    AND h.from_at <= a.asked_at AND a.asked_at < h.to_at
  GROUP BY a.tno, a.rating
),
-- What of surveys that nobody is credited with was the last solve or reopening before them.
turned AS (
  SELECT a.tno, a.rating, s.from_at, CASE WHEN s.status IN ('solved', 'closed') THEN 1 ELSE 0 END AS done,
    ROW_NUMBER() OVER (PARTITION BY a.tno, a.rating ORDER BY s.seq DESC) AS back
  FROM asked a
  LEFT JOIN held h ON h.tno = a.tno AND h.rating = a.rating
  JOIN status_step s ON s.tno = a.tno AND s.from_at <= a.asked_at
    AND CASE WHEN s.status IN ('solved', 'closed') THEN 1 ELSE 0 END
      <> CASE WHEN s.previous IN ('solved', 'closed') THEN 1 ELSE 0 END
  WHERE a.agent IS NULL AND h.agent IS NULL
),
let_go AS (
  SELECT t.tno, t.rating, h.agent, ROW_NUMBER() OVER (PARTITION BY t.tno, t.rating ORDER BY h.seq DESC) AS back
  FROM turned t
  JOIN assignee_span h ON h.tno = t.tno AND h.agent IS NOT NULL AND h.from_at <= t.from_at AND h.to_at >= t.from_at
  WHERE t.back = 1 AND t.done = 1
),
next_answer AS (
  SELECT source, rating,
    LEAD(answered_at) OVER (PARTITION BY source, ticket, kind, sent_at ORDER BY answered_at, rating) AS superseded_at
  FROM asked
  WHERE answered_at IS NOT NULL AND (good IS NOT NULL OR points IS NOT NULL)
)
SELECT a.source, a.ticket, a.rating, a.kind, COALESCE(a.agent, h.agent, l.agent) AS agent, a.sent_at, a.answered_at,
  n.superseded_at, a.good, a.points, a.flagged,
  CASE WHEN a.asked_at IS NOT NULL AND (a.sent_at IS NULL OR a.copy = 1) THEN 1 ELSE 0 END AS sent,
  COALESCE(s.excluded, 0) AS excluded
FROM asked a
LEFT JOIN held h ON h.tno = a.tno AND h.rating = a.rating
LEFT JOIN let_go l ON l.tno = a.tno AND l.rating = a.rating AND l.back = 1
LEFT JOIN next_answer n ON n.source = a.source AND n.rating = a.rating
LEFT JOIN standing s ON s.tno = a.tno
