-- What happened to a ticket, in one table: its events but those taken back, the changes between rows of a state log, and those that
-- exports of tickets as they stand have shown.
-- An unknown value in a state row keeps the last known one, so it makes no event. What happened in one
-- second is ordered by seq: events by their version_seq and ids, then rows of a log by their own seq.
WITH stepped AS (
  SELECT tno, from_at, seq + :log_seq AS seq, actor, status, team, assignee,
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
gap AS (
  SELECT DISTINCT tno FROM stepped
  WHERE (status IS NULL AND was_status IS NOT NULL) OR (team IS NULL AND was_team IS NOT NULL)
    OR (assignee IS NULL AND was_assignee IS NOT NULL)
),
beyond_gap AS (
  SELECT c.tno, c.from_at, c.seq, c.actor, c.kind, c.value,
    LAG(c.value) OVER (PARTITION BY c.tno, c.kind ORDER BY c.from_at, c.seq) AS previous
  FROM candidate c JOIN gap g ON g.tno = c.tno
)
SELECT tno, occurred_at, ROW_NUMBER() OVER (PARTITION BY tno ORDER BY occurred_at, version_seq, event) AS seq, kind, actor,
  actor_kind, COALESCE(public, 1) AS public, COALESCE(automated, 0) AS automated, value
FROM event
WHERE kind NOT IN ('priority', 'topic', 'policy', 'clock') AND COALESCE(retracted, 0) = 0
UNION ALL
SELECT c.tno, c.from_at, c.seq, c.kind, c.actor, 'agent', 0, 0, c.value
FROM candidate c LEFT JOIN gap g ON g.tno = c.tno
WHERE g.tno IS NULL
UNION ALL
SELECT tno, from_at, seq, kind, actor, 'agent', 0, 0, value
FROM beyond_gap
WHERE previous IS NULL OR previous <> value
UNION ALL
SELECT tno, occurred_at, seq + 2000000000000, kind, NULL, NULL, 0, 0, value
FROM observed_change
WHERE kind <> 'priority'
