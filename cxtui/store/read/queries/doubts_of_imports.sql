-- What the books say of each source: rows refused, local times skipped or repeated, imports that did not look at
-- them, and imports that brought what happens more than :ahead_s seconds after them; with one import of each.
SELECT source,
  SUM(rejected), MAX(CASE WHEN rejected > 0 THEN run END),
  SUM(doubtful_times), MAX(CASE WHEN doubtful_times > 0 THEN run END),
  SUM(doubtful_times IS NULL), MAX(CASE WHEN doubtful_times IS NULL THEN run END),
  SUM(late), MAX(CASE WHEN late = 1 THEN run END), MAX(CASE WHEN late = 1 THEN span_to END)
FROM (
  SELECT source, run, rejected, doubtful_times, span_to,
    COALESCE(span_to > COALESCE(finished_at, started_at) + :ahead_s, 0) AS late
  FROM import_run)
GROUP BY source
