-- What happened in [from_at, to_at): events, and the rows of state logs by what they changed, each with the
-- attributes its ticket has now.
SELECT e.source, e.ticket, e.event, e.occurred_at, e.kind, e.actor AS agent, e.actor_kind, e.public, e.automated,
  e.value, e.previous, f.channel, f.team, f.priority, f.tier
FROM (
  SELECT source, ticket, event, occurred_at, kind, actor, actor_kind, public, automated, value, previous
  FROM event WHERE occurred_at >= :from_at AND occurred_at < :to_at AND retracted IS NOT 1
  UNION ALL
  SELECT source, ticket, printf('%012d', seq) || '/' || kind, from_at, kind, actor, 'agent', 0, 0, value, previous
  FROM (
    SELECT source, ticket, seq, from_at, 'status' AS kind, actor, status AS value, LAG(status) OVER w AS previous
    FROM state WHERE status IS NOT NULL WINDOW w AS (PARTITION BY source, ticket ORDER BY from_at, seq)
    UNION ALL
    SELECT source, ticket, seq, from_at, 'team', actor, team, LAG(team) OVER w
    FROM state WHERE team IS NOT NULL WINDOW w AS (PARTITION BY source, ticket ORDER BY from_at, seq)
    UNION ALL
    SELECT source, ticket, seq, from_at, 'assignee', actor, assignee, LAG(assignee) OVER w
    FROM state WHERE assignee IS NOT NULL WINDOW w AS (PARTITION BY source, ticket ORDER BY from_at, seq)
    UNION ALL
    SELECT source, ticket, seq, from_at, 'priority', actor, priority, LAG(priority) OVER w
    FROM state WHERE priority IS NOT NULL WINDOW w AS (PARTITION BY source, ticket ORDER BY from_at, seq)
  )
  WHERE from_at >= :from_at AND from_at < :to_at AND (previous IS NULL OR previous <> value)
) e
JOIN ticket_fact f ON f.source = e.source AND f.ticket = e.ticket
