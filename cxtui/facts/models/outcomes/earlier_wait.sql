-- Waits for a first response that ended without one before the ticket's last such wait began, each with the promise
-- it is judged by. The last wait is in the ticket's own facts.
SELECT t.source, t.ticket, w.wait AS seq, w.from_at, w.until, p.target_s, p.target_calendar, p.due_at, o.outcome_at,
  o.met, o.outcome_agent
FROM first_wait w
JOIN first_response f ON f.tno = w.tno AND f.wait > w.wait
JOIN ticket t ON t.tno = w.tno
JOIN standing s ON s.tno = w.tno AND s.excluded = 0
LEFT JOIN promise_choice i ON i.tno = w.tno AND i.wait = w.wait
LEFT JOIN promise p ON p.tno = w.tno AND p.wait = w.wait AND p.seq = COALESCE(i.seq, 1)
LEFT JOIN outcome o ON o.tno = p.tno AND o.wait = p.wait AND o.seq = p.seq
