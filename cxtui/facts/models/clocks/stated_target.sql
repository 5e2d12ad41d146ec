-- What the helpdesk itself promises of a ticket: the seconds from its creation to the due time that it states, or, where
-- it states none, its own word whether the promise was kept. They come before the targets of a store that nobody gave
-- any (`comes_first`), else after them.
WITH due AS (
  SELECT s.tno, CASE WHEN s.metric = 'due_first_response_at' THEN 'first_response' ELSE 'resolution' END AS metric,
    s.value - t.created_at AS seconds
  FROM stated s
  JOIN ticket t ON t.tno = s.tno
  WHERE s.metric IN ('due_first_response_at', 'due_resolution_at') AND s.value > t.created_at
),
flag AS (
  SELECT tno, CASE WHEN metric = 'first_response_sla' THEN 'first_response' ELSE 'resolution' END AS metric,
    MIN(value) AS kept
  FROM stated
  WHERE metric IN ('first_response_sla', 'resolution_sla', 'made_sla') AND value IN (0, 1)
  GROUP BY tno, CASE WHEN metric = 'first_response_sla' THEN 'first_response' ELSE 'resolution' END
),
promised AS (
  SELECT tno, metric, seconds, NULL AS kept FROM due
  UNION ALL
  SELECT f.tno, f.metric, NULL, f.kept
  FROM flag f
  LEFT JOIN due d ON d.tno = f.tno AND d.metric = f.metric
  WHERE d.tno IS NULL
)
SELECT p.tno, p.metric, p.seconds, p.kept, CASE WHEN z.label = 'packaged' THEN 1 ELSE 0 END AS comes_first
FROM promised p
LEFT JOIN horizon z ON z.name = 'targets'
