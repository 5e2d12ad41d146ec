-- Service-level clocks as they are kept: every target that stood over a wait, with its outcome. Kept in time by who
-- answered or held the ticket at the solve, broken by who held it when it broke. Of the outcomes of one wait the
-- first is the one that counts. State and reason are those after the newest event: that time has since run out is
-- for the reader to see.
WITH numbered AS (
  SELECT r.tno, r.metric, ROW_NUMBER() OVER (PARTITION BY r.tno, r.metric ORDER BY r.from_at, r.wait, r.target_no) AS seq,
    r.wait, r.started_at, r.applied_at, r.from_at, r.to_at, r.ending, r.agent, r.target_s, r.calendar, r.kind,
    r.broke_at, r.due_at, r.left_s, r.paused, r.stated,
    CASE WHEN r.broke_at IS NOT NULL THEN r.broke_at WHEN r.ending IN ('replied', 'solved') THEN r.to_at END
      AS outcome_at
  FROM clock_row r
),
first_known AS (
  SELECT tno, metric, wait, MIN(seq) AS seq FROM numbered WHERE outcome_at IS NOT NULL GROUP BY tno, metric, wait
),
held AS (
  SELECT n.tno, n.metric, n.seq, MAX(h.agent) AS agent
  FROM numbered n
  JOIN assignee_span h ON h.tno = n.tno AND h.from_at <= n.outcome_at AND n.outcome_at < h.to_at
  GROUP BY n.tno, n.metric, n.seq
)
SELECT t.source, t.ticket, n.metric, n.seq, n.started_at, n.applied_at, n.from_at, n.target_s, n.calendar,
  n.due_at, n.outcome_at, CASE WHEN n.broke_at IS NOT NULL THEN 0 WHEN n.outcome_at IS NOT NULL THEN 1 END AS met,
  CASE WHEN n.outcome_at IS NOT NULL AND f.seq IS NOT NULL THEN 1 ELSE 0 END AS counted,
  CASE WHEN n.outcome_at IS NULL THEN NULL WHEN n.broke_at IS NOT NULL THEN h.agent
    WHEN n.ending = 'replied' AND z.label <> 'assignee' THEN COALESCE(n.agent, h.agent)
    ELSE COALESCE(h.agent, n.agent) END AS agent,
  CASE WHEN n.to_at < :no_end THEN n.to_at END AS ended_at,
  CASE WHEN n.ending IS NOT NULL AND n.broke_at IS NOT NULL THEN 'breached'
    WHEN n.ending IN ('replied', 'solved') THEN 'met' WHEN n.ending = 'left' THEN 'unanswered'
    WHEN n.ending = 'replaced' THEN 'replaced' WHEN n.kind = 'run' THEN 'running' ELSE 'paused' END AS state,
  CASE WHEN n.ending = 'replied' AND n.broke_at IS NOT NULL THEN 'answered after it was due'
    WHEN n.ending = 'solved' AND n.broke_at IS NOT NULL THEN 'solved after it was due'
    WHEN n.ending = 'left' AND n.broke_at IS NOT NULL THEN 'it was due and nobody answered'
    WHEN n.ending = 'replaced' AND n.broke_at IS NOT NULL THEN 'it was due before another target was applied'
    WHEN n.ending = 'replied' THEN 'answered in time'
    WHEN n.ending = 'solved' THEN 'solved in time'
    WHEN n.ending = 'left' THEN 'it left the backlog without a reply'
    WHEN n.ending = 'replaced' THEN 'another target was applied before it was due'
    WHEN n.kind = 'pending' THEN 'it waits for the customer to answer'
    WHEN n.kind = 'hold' THEN 'it is on hold and waits for a third party'
    WHEN n.kind = 'gone' THEN 'the ticket is removed'
    WHEN n.metric IN ('first_response', 'next_reply') THEN 'no human has answered yet'
    ELSE 'the ticket is not solved yet' END AS why,
  n.left_s, n.stated
FROM numbered n
JOIN ticket t ON t.tno = n.tno
LEFT JOIN horizon z ON z.name = 'attribution'
LEFT JOIN first_known f ON f.tno = n.tno AND f.metric = n.metric AND f.seq = n.seq
LEFT JOIN held h ON h.tno = n.tno AND h.metric = n.metric AND h.seq = n.seq
