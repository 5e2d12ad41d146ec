-- Entries into the backlog in the period by what brought them. Of several events of that second one that gave the
-- ticket back counts before a change of status; a source that tells states, not events, names no other way.
SELECT u.how, COUNT(*) FROM (
  SELECT CASE WHEN b.seq = 1 AND b.from_at = f.created_at THEN 'created' ELSE COALESCE((
      SELECT CASE e.kind WHEN 'status' THEN 'reopened' WHEN 'spam' THEN 'no spam' ELSE e.kind END FROM event e
      WHERE e.source = b.source AND e.ticket = b.ticket AND e.occurred_at = b.from_at AND e.retracted IS NOT 1
        AND (e.kind IN ('unmerged', 'restored') OR e.kind = 'spam' AND e.value = '0' OR e.kind = 'status')
      ORDER BY e.kind = 'status', e.version_seq, e.event LIMIT 1), 'reopened') END AS how,
    f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.assignee AS agent
  FROM backlog_span b
  JOIN ticket_fact f ON f.source = b.source AND f.ticket = b.ticket
  WHERE b.to_at >= :from_at AND b.from_at >= :from_at AND b.from_at < :to_at
) u
WHERE :where
GROUP BY 1
