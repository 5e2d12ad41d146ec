-- Which of several first-response promises a ticket is judged by: the first whose outcome is known, else the one
-- that stands, or stood when the wait ended; 0 where none did.
SELECT p.tno, COALESCE(MIN(o.seq),
  MAX(CASE WHEN p.applied_at <= f.waits_until AND (f.waits_until < p.to_at OR p.to_at = 253402300799) THEN p.seq END),
  0) AS seq
FROM promise p
JOIN first_response f ON f.tno = p.tno
LEFT JOIN outcome o ON o.tno = p.tno AND o.seq = p.seq
WHERE p.seq > 1 OR p.to_at < 253402300799 OR EXISTS (
  SELECT 1 FROM ticket t WHERE t.tno = p.tno AND t.created_at < p.applied_at)
GROUP BY p.tno
