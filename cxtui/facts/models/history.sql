-- What happened to a ticket, in one table: its events, and the changes between rows of a state log.
-- An unknown value in a state row keeps the last known one, so it makes no event. What happened in one
-- second is ordered by seq (rows of a log), then by event (events that came as such).
WITH stepped AS (
  SELECT tno, from_at, seq, actor, status, team, assignee,
    LAG(status) OVER w AS was_status, LAG(team) OVER w AS was_team, LAG(assignee) OVER w AS was_assignee
  FROM state
  WINDOW w AS (PARTITION BY tno ORDER BY from_at, seq)
),
candidate AS (
  SELECT tno, from_at, seq, actor, 'status' AS kind, status AS value FROM stepped
  WHERE status IS NOT NULL AND (was_status IS NULL OR was_status <> status)
  UNION ALL
  SELECT tno, from_at, seq, actor, 'team', team FROM stepped
  WHERE team IS NOT NULL AND (was_team IS NULL OR was_team <> team)
  UNION ALL
  SELECT tno, from_at, seq, actor, 'assignee', assignee FROM stepped
  WHERE assignee IS NOT NULL AND (was_assignee IS NULL OR was_assignee <> assignee)
),
inferred AS (
  SELECT tno, from_at, seq, actor, kind, value,
    LAG(value) OVER (PARTITION BY tno, kind ORDER BY from_at, seq) AS previous
  FROM candidate
)
SELECT tno, occurred_at, 0 AS seq, event, kind, actor, actor_kind, COALESCE(public, 1) AS public,
  COALESCE(automated, 0) AS automated, value
FROM event
WHERE kind NOT IN ('priority', 'topic', 'policy', 'clock')
UNION ALL
SELECT tno, from_at, seq, '', kind, actor, 'agent', 0, 0, value
FROM inferred
WHERE previous IS NULL OR previous <> value
