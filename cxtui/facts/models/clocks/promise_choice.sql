-- Which of several first-response promises a wait is judged by: the first whose outcome is known, else the one
-- that stands, or stood when the wait ended; 0 where none did.
SELECT p.tno, p.wait, COALESCE(MIN(o.seq),
  MAX(CASE WHEN p.applied_at <= w.until AND (w.until < p.to_at OR p.to_at = :no_end) THEN p.seq END),
  0) AS seq
FROM promise p
JOIN first_wait w ON w.tno = p.tno AND w.wait = p.wait
LEFT JOIN outcome o ON o.tno = p.tno AND o.wait = p.wait AND o.seq = p.seq
WHERE p.seq > 1 OR p.to_at < :no_end OR EXISTS (
  SELECT 1 FROM ticket t WHERE t.tno = p.tno AND t.created_at < p.pinned_at)
GROUP BY p.tno, p.wait
