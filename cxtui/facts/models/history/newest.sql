-- The newest instant that anything of a ticket tells of: who asks how it stood before that asks for another ticket
-- than the one it is now. When a row was written counts only where nothing else says since when it is removed, or an
-- event taken back.
SELECT tno, MAX(told_at) AS changed_at
FROM (
  SELECT tno, created_at AS told_at FROM ticket
  UNION ALL
  SELECT tno, version_at FROM ticket WHERE spam = 1 OR merged_into IS NOT NULL
  UNION ALL
  SELECT tno, deleted_at FROM ticket WHERE deleted_at IS NOT NULL
  UNION ALL
  SELECT tno, CASE WHEN retracted = 1 THEN version_at ELSE occurred_at END FROM event
  UNION ALL
  SELECT tno, from_at FROM state
  UNION ALL
  SELECT tno, from_at FROM observed
  UNION ALL
  SELECT tno, value FROM stated
  WHERE metric IN ('first_response_at', 'resolved_at', 'closed_at') AND value IS NOT NULL
  UNION ALL
  SELECT tno, sent_at FROM rating WHERE tno IS NOT NULL AND sent_at IS NOT NULL
  UNION ALL
  SELECT tno, occurred_at FROM rating WHERE tno IS NOT NULL AND occurred_at IS NOT NULL
) told
GROUP BY tno
