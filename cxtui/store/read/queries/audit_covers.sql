-- What each source covers, and whether it tells of surveys that nobody answered.
SELECT c.source, c.what,
  c.what = 'ratings' AND EXISTS (SELECT 1 FROM rating_fact r WHERE r.source = c.source AND r.answered_at IS NULL)
FROM coverage c
