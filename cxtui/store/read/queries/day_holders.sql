-- Spans in the backlog that touch [from_at, at], each with every word of history about who holds the ticket, the
-- oldest first: the span, who holds it now, when that was said, the holder from then on, and the one before.
SELECT u.source, u.ticket, u.from_at, u.to_at, u.assignee, u.told_at, u.seq, u.value, u.previous FROM (
  SELECT b.source, b.ticket, b.from_at, b.to_at, f.assignee, e.occurred_at AS told_at, e.version_seq AS seq, e.value,
    e.previous
  FROM backlog_span b
  CROSS JOIN ticket_fact f ON f.source = b.source AND f.ticket = b.ticket
  LEFT JOIN event e ON e.source = b.source AND e.ticket = b.ticket AND e.kind = 'assignee' AND e.retracted IS NOT 1
    AND e.occurred_at <= :at
  WHERE b.to_at > :from_at AND b.from_at <= :at
  UNION ALL
  SELECT b.source, b.ticket, b.from_at, b.to_at, f.assignee, s.from_at, s.seq, s.assignee, NULL
  FROM backlog_span b
  CROSS JOIN ticket_fact f ON f.source = b.source AND f.ticket = b.ticket
  CROSS JOIN state s ON s.source = b.source AND s.ticket = b.ticket AND s.assignee IS NOT NULL AND s.from_at <= :at
  WHERE b.to_at > :from_at AND b.from_at <= :at
) u
-- The sign keeps SQLite from walking the key of all spans for the sake of their order.
ORDER BY +u.source, +u.ticket, +u.from_at, u.told_at, u.seq
