-- Exits from the backlog in the period by what took them. Of several events of that second a removal counts before a
-- change of status; then what a state log says, then what the ticket's row says.
SELECT u.how, COUNT(*) FROM (
  SELECT COALESCE((
      SELECT CASE e.kind WHEN 'status' THEN e.value ELSE e.kind END FROM event e
      WHERE e.source = b.source AND e.ticket = b.ticket AND e.occurred_at = b.to_at AND e.retracted IS NOT 1
        AND (e.kind IN ('merged', 'deleted') OR e.kind = 'spam' AND COALESCE(e.value, '1') <> '0'
          OR e.kind = 'status' AND e.value IN ('solved', 'closed'))
      ORDER BY e.kind = 'status', e.version_seq, e.event LIMIT 1), (
      SELECT s.status FROM state s
      WHERE s.source = b.source AND s.ticket = b.ticket AND s.from_at = b.to_at AND s.status IN ('solved', 'closed')
      ORDER BY s.seq LIMIT 1), (
      SELECT CASE WHEN t.merged_into IS NOT NULL THEN 'merged' WHEN t.spam = 1 THEN 'spam' ELSE 'deleted' END
      FROM ticket t WHERE t.source = b.source AND t.ticket = b.ticket AND f.excluded = 1
        AND b.to_at NOT IN (COALESCE(f.first_solved_at, -1), COALESCE(f.last_solved_at, -1))), 'solved') AS how,
    f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee AS agent
  FROM backlog_span b
  JOIN ticket_fact f ON f.source = b.source AND f.ticket = b.ticket
  WHERE b.to_at >= :from_at AND b.to_at < :to_at
) u
WHERE :where
GROUP BY 1
