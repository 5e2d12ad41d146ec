-- Priority, team and policy of a ticket over its life, where they changed at all. Before the first change stands
-- what that change says was before, else its own value; what never changed is as on the ticket. A policy set
-- within 5 seconds of creation is the automation that files the ticket, and holds from the start.
WITH placed AS (
  SELECT c.tno, c.kind, c.seq, c.value, c.previous, c.version,
    CASE WHEN c.occurred_at < t.created_at OR (c.kind = 'policy' AND c.occurred_at <= t.created_at + 5)
      THEN t.created_at ELSE c.occurred_at END AS from_at,
    ROW_NUMBER() OVER (PARTITION BY c.tno, c.kind ORDER BY c.seq) AS place
  FROM attribute_change c
  JOIN ticket t ON t.tno = c.tno
),
changed AS (
  SELECT tno,
    MAX(CASE WHEN kind = 'priority' THEN 1 ELSE 0 END) AS priorities,
    MAX(CASE WHEN kind = 'priority' AND place = 1 THEN COALESCE(previous, value) END) AS priority,
    MAX(CASE WHEN kind = 'team' THEN 1 ELSE 0 END) AS teams,
    MAX(CASE WHEN kind = 'team' AND place = 1 THEN COALESCE(previous, value) END) AS team
  FROM placed
  GROUP BY tno
),
mark AS (
  SELECT tno, from_at, seq, kind, value, version FROM placed
  UNION ALL
  SELECT c.tno, t.created_at, 0, 'priority', CASE WHEN c.priorities = 1 THEN c.priority ELSE t.priority END, NULL
  FROM changed c JOIN ticket t ON t.tno = c.tno
  UNION ALL
  SELECT c.tno, t.created_at, 0, 'team', CASE WHEN c.teams = 1 THEN c.team ELSE t.team END, NULL
  FROM changed c JOIN ticket t ON t.tno = c.tno
),
counted AS (
  SELECT tno, from_at, seq, kind, value, version,
    COUNT(CASE WHEN kind = 'priority' THEN 1 END) OVER w AS priorities,
    COUNT(CASE WHEN kind = 'team' THEN 1 END) OVER w AS teams,
    COUNT(CASE WHEN kind = 'policy' THEN 1 END) OVER w AS policies,
    ROW_NUMBER() OVER (PARTITION BY tno, from_at ORDER BY seq DESC, kind DESC) AS back
  FROM mark
  WINDOW w AS (PARTITION BY tno ORDER BY from_at, seq, kind ROWS UNBOUNDED PRECEDING)
),
carried AS (
  SELECT tno, from_at, back,
    MAX(CASE WHEN kind = 'priority' THEN value END) OVER (PARTITION BY tno, priorities) AS priority,
    MAX(CASE WHEN kind = 'team' THEN value END) OVER (PARTITION BY tno, teams) AS team,
    MAX(CASE WHEN kind = 'policy' THEN value END) OVER (PARTITION BY tno, policies) AS policy,
    MAX(CASE WHEN kind = 'policy' THEN version END) OVER (PARTITION BY tno, policies) AS version
  FROM counted
)
SELECT tno, ROW_NUMBER() OVER w AS seq, from_at, COALESCE(LEAD(from_at) OVER w, :no_end) AS to_at,
  priority, team, policy, version
FROM carried
WHERE back = 1
WINDOW w AS (PARTITION BY tno ORDER BY from_at)
