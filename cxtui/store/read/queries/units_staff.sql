-- Human agents employed at some time of the period: 1 where their last day is in it. employed_s is how long
-- they were there in it.
SELECT a.source, NULL AS ticket, a.agent AS unit, NULL AS created_at,
  CASE WHEN a.left_on < :to_at THEN a.left_on ELSE :to_at - 1 END AS moment, a.agent,
  NULL AS channel, a.team, NULL AS priority, NULL AS tier,
  CASE WHEN a.left_on < :to_at THEN 1 ELSE 0 END AS value,
  CASE WHEN a.left_on < :to_at THEN a.left_on ELSE :to_at END
    - CASE WHEN a.hired_on > :from_at THEN a.hired_on ELSE :from_at END AS employed_s
FROM agent a
WHERE COALESCE(a.kind, 'human') = 'human' AND a.hired_on < :to_at AND (a.left_on IS NULL OR a.left_on >= :from_at)
