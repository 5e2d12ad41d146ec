-- Customer turns as they are kept: with the reply's wait in business seconds, over all calendars of the ticket.
SELECT t.source, t.ticket, u.seq, u.asked_at, u.replied_at, u.agent,
  b.business_s - a.business_s AS reply_business_s, u.closed_at, s.excluded
FROM turn u
JOIN ticket t ON t.tno = u.tno
JOIN standing s ON s.tno = u.tno
LEFT JOIN business_point a ON a.tno = u.tno AND a.reached = u.asked_at AND u.replied_at IS NOT NULL
LEFT JOIN business_point b ON b.tno = u.tno AND b.reached = u.replied_at
