-- Every status of a ticket with its span [from_at, to_at), and whether the ticket was then removed.
-- Sources without a status history have two statuses: new, and what their stated times say; exports that found a
-- ticket in another status than before are such a history. What is told
-- before the creation holds from it, in the order in which it was told.
WITH mark AS (
  SELECT tno, created_at AS from_at, :before_all AS told_at, -1 AS at_seq, 'new' AS status, opened_by AS actor,
    opened_by_kind AS actor_kind
  FROM ticket
  UNION ALL
  SELECT h.tno, CASE WHEN h.occurred_at < t.created_at THEN t.created_at ELSE h.occurred_at END,
    h.occurred_at, h.seq, h.value, h.actor, h.actor_kind
  FROM history h
  JOIN ticket t ON t.tno = h.tno
  WHERE h.kind = 'status' AND h.value IN ('new', 'open', 'pending', 'hold', 'solved', 'closed')
  UNION ALL
  SELECT s.tno, CASE WHEN s.value < t.created_at THEN t.created_at ELSE s.value END, s.value,
    CASE WHEN s.metric = 'resolved_at' THEN 0 ELSE 1 END, CASE WHEN s.metric = 'resolved_at' THEN 'solved' ELSE 'closed' END, NULL, NULL
  FROM stated s
  JOIN ticket t ON t.tno = s.tno
  LEFT JOIN coverage c ON c.source = t.source AND c.what = 'status'
  LEFT JOIN coverage b ON b.source = t.source AND b.what = 'observed'
  LEFT JOIN (SELECT DISTINCT tno FROM observed) o ON o.tno = s.tno
  WHERE s.metric IN ('resolved_at', 'closed_at') AND s.value IS NOT NULL
    AND (c.what IS NULL OR b.what IS NOT NULL) AND o.tno IS NULL
),
gone_ticket AS (
  SELECT DISTINCT tno FROM removal
),
both_marks AS (
  SELECT m.tno, m.from_at, m.told_at, m.at_seq, m.status, m.actor, m.actor_kind, NULL AS gone
  FROM mark m JOIN gone_ticket g ON g.tno = m.tno
  UNION ALL
  SELECT r.tno, CASE WHEN r.occurred_at < t.created_at THEN t.created_at ELSE r.occurred_at END,
    r.occurred_at, r.seq, NULL, NULL, NULL, r.gone
  FROM removal r JOIN ticket t ON t.tno = r.tno
),
counted AS (
  SELECT tno, from_at, told_at, at_seq, status, actor, actor_kind, gone, COUNT(status) OVER w AS statuses, COUNT(gone) OVER w AS removals
  FROM both_marks
  WINDOW w AS (PARTITION BY tno ORDER BY from_at, told_at, at_seq)
),
carried AS (
  SELECT tno, from_at, told_at, at_seq, actor, actor_kind,
    MAX(status) OVER (PARTITION BY tno, statuses) AS status,
    COALESCE(MAX(gone) OVER (PARTITION BY tno, removals), 0) AS gone
  FROM counted
),
placed AS (
  SELECT m.tno, m.from_at, m.told_at, m.at_seq, m.status, m.actor, m.actor_kind, 0 AS gone
  FROM mark m LEFT JOIN gone_ticket g ON g.tno = m.tno
  WHERE g.tno IS NULL
  UNION ALL
  SELECT tno, from_at, told_at, at_seq, status, actor, actor_kind, gone FROM carried
)
SELECT tno, ROW_NUMBER() OVER w AS seq, status, LAG(status) OVER w AS previous, gone,
  LAG(gone) OVER w AS previous_gone, from_at, COALESCE(LEAD(from_at) OVER w, :no_end) AS to_at, actor, actor_kind
FROM placed
WINDOW w AS (PARTITION BY tno ORDER BY from_at, told_at, at_seq)
