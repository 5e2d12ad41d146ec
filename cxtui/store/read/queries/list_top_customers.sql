-- Customers by tickets that are open at the instant, with the oldest one's creation.
SELECT u.source, u.customer, c.name, c.tier, u.n, u.oldest FROM (
  SELECT u.source, u.customer, COUNT(*) AS n, MIN(u.created_at) AS oldest FROM (
    SELECT f.customer, f.created_at, f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee AS agent
    FROM backlog_span b
    CROSS JOIN ticket_fact f ON f.source = b.source AND f.ticket = b.ticket
    WHERE b.to_at > :at AND b.from_at <= :at AND f.customer IS NOT NULL
  ) u
  WHERE :where
  GROUP BY u.source, u.customer ORDER BY 3 DESC, 4, 1, 2 LIMIT 10
) u
LEFT JOIN customer c ON c.source = u.source AND c.customer = u.customer
ORDER BY u.n DESC, u.oldest, u.source, u.customer
