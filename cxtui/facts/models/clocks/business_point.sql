-- Business seconds from a ticket's creation to an instant, over all calendars it had; NULL where a
-- calendar is not expanded that far.
SELECT p.tno, p.reached,
  CASE WHEN COUNT(b.open_s - a.open_s) = COUNT(*) THEN SUM(b.open_s - a.open_s) END AS business_s
FROM business_piece p
LEFT JOIN calendar_offset a ON a.calendar = p.calendar AND a.reached = p.from_at
LEFT JOIN calendar_offset b ON b.calendar = p.calendar AND b.reached = p.to_at
GROUP BY p.tno, p.reached
