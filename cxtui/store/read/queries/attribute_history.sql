-- What history tells of one ticket's status, priority, team, assignee, topic, tier and merging, oldest first,
-- before and after an instant alike: kind, when, value and what was before, with names in the place of ids.
SELECT e.kind, e.told_at, COALESCE(a.name, m.name, e.value), COALESCE(b.name, n.name, e.previous)
FROM (
  SELECT source, kind, occurred_at AS told_at, version_seq AS seq, event, value, previous FROM event
  WHERE source = :source AND ticket = :ticket AND kind IN ('status', 'priority', 'team', 'assignee', 'topic', 'escalated', 'merged')
    AND retracted IS NOT 1
  UNION ALL
  SELECT source, 'status', from_at, seq, '', status, NULL FROM state
  WHERE source = :source AND ticket = :ticket AND status IS NOT NULL
  UNION ALL
  SELECT source, 'priority', from_at, seq, '', priority, NULL FROM state
  WHERE source = :source AND ticket = :ticket AND priority IS NOT NULL
  UNION ALL
  SELECT source, 'team', from_at, seq, '', team, NULL FROM state
  WHERE source = :source AND ticket = :ticket AND team IS NOT NULL
  UNION ALL
  SELECT source, 'assignee', from_at, seq, '', assignee, NULL FROM state
  WHERE source = :source AND ticket = :ticket AND assignee IS NOT NULL
  UNION ALL
  SELECT source, 'topic', from_at, seq, '', topic, NULL FROM state
  WHERE source = :source AND ticket = :ticket AND topic IS NOT NULL
) e
LEFT JOIN agent a ON e.kind = 'assignee' AND a.source = e.source AND a.agent = e.value
LEFT JOIN team m ON e.kind = 'team' AND m.source = e.source AND m.team = e.value
LEFT JOIN agent b ON e.kind = 'assignee' AND b.source = e.source AND b.agent = e.previous
LEFT JOIN team n ON e.kind = 'team' AND n.source = e.source AND n.team = e.previous
ORDER BY e.told_at, e.seq, e.event
