-- A ticket's events until an instant, the newest :most of them; state rows as they were told.
SELECT e.occurred_at, e.kind, COALESCE(a.name, e.actor), e.actor_kind, e.public, e.automated,
  COALESCE(CASE e.kind WHEN 'assignee' THEN v.name WHEN 'team' THEN m.name END, e.value),
  COALESCE(CASE e.kind WHEN 'assignee' THEN w.name WHEN 'team' THEN n.name END, e.previous), e.event
FROM (
  SELECT source, occurred_at, event, kind, actor, actor_kind, COALESCE(public, 0) AS public,
    COALESCE(automated, 0) AS automated, value, previous, version_seq
  FROM event WHERE source = :source AND ticket = :ticket AND occurred_at <= :at AND retracted IS NOT 1
  UNION ALL
  SELECT source, from_at, printf('%012d', seq) || '/status', 'status', actor, 'agent', 0, 0, status, was_status, 0
  FROM (
    SELECT source, from_at, seq, actor, status, LAG(status) OVER (ORDER BY from_at, seq) AS was_status
    FROM state WHERE source = :source AND ticket = :ticket AND from_at <= :at AND status IS NOT NULL)
  WHERE was_status IS NULL OR was_status <> status
  UNION ALL
  SELECT source, from_at, printf('%012d', seq) || '/team', 'team', actor, 'agent', 0, 0, team, was_team, 0
  FROM (
    SELECT source, from_at, seq, actor, team, LAG(team) OVER (ORDER BY from_at, seq) AS was_team
    FROM state WHERE source = :source AND ticket = :ticket AND from_at <= :at AND team IS NOT NULL)
  WHERE was_team IS NULL OR was_team <> team
  UNION ALL
  SELECT source, from_at, printf('%012d', seq) || '/assignee', 'assignee', actor, 'agent', 0, 0, assignee, was, 0
  FROM (
    SELECT source, from_at, seq, actor, assignee, LAG(assignee) OVER (ORDER BY from_at, seq) AS was
    FROM state WHERE source = :source AND ticket = :ticket AND from_at <= :at AND assignee IS NOT NULL)
  WHERE was IS NULL OR was <> assignee
  UNION ALL
  SELECT source, from_at, printf('%012d', seq) || '/priority', 'priority', actor, 'agent', 0, 0, priority, was, 0
  FROM (
    SELECT source, from_at, seq, actor, priority, LAG(priority) OVER (ORDER BY from_at, seq) AS was
    FROM state WHERE source = :source AND ticket = :ticket AND from_at <= :at AND priority IS NOT NULL)
  WHERE was IS NULL OR was <> priority
) e
LEFT JOIN agent a ON a.source = e.source AND a.agent = e.actor
LEFT JOIN agent v ON v.source = e.source AND v.agent = e.value
LEFT JOIN agent w ON w.source = e.source AND w.agent = e.previous
LEFT JOIN team m ON m.source = e.source AND m.team = e.value
LEFT JOIN team n ON n.source = e.source AND n.team = e.previous
ORDER BY e.occurred_at DESC, e.version_seq DESC, e.event DESC LIMIT :most
