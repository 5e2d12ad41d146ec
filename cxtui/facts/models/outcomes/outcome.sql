-- Each first-response promise kept or broken while it stood, the instant at which that became known, and whose it
-- is: kept at the reply by who replied (by assignee: who held the ticket then), broken at the due instant by who
-- held it then. Exactly due is kept. A wait that ended without a reply before it was due has no outcome, nor has a
-- promise that another replaced before. Where the helpdesk says whether it was kept and not when it was due, that is
-- known at the reply.
WITH judged AS (
  SELECT w.tno, w.wait, p.seq, w.agent AS sender, z.label AS attribution, p.to_at,
    CASE WHEN w.answered = 1 AND w.until <= p.due_at THEN 1 ELSE 0 END AS met,
    CASE WHEN w.answered = 1 AND w.until <= p.due_at THEN w.until ELSE p.due_at END AS outcome_at
  FROM first_wait w
  JOIN promise p ON p.tno = w.tno AND p.wait = w.wait
  JOIN standing s ON s.tno = w.tno
  LEFT JOIN horizon z ON z.name = 'attribution'
  WHERE s.excluded = 0 AND p.due_at IS NOT NULL AND p.applied_at <= w.until
    AND (w.answered = 1 OR w.until > p.due_at)
  UNION ALL
  SELECT w.tno, w.wait, p.seq, w.agent, z.label, p.to_at, x.kept, w.until
  FROM stated_target x
  JOIN promise p ON p.tno = x.tno AND p.stated = 1 AND p.target_s IS NULL
  JOIN first_wait w ON w.tno = p.tno AND w.wait = p.wait
  JOIN standing s ON s.tno = w.tno
  LEFT JOIN horizon z ON z.name = 'attribution'
  WHERE x.metric = 'first_response' AND s.excluded = 0 AND p.applied_at <= w.until AND w.answered = 1
)
SELECT j.tno, j.wait, j.seq, j.outcome_at, j.met,
  CASE WHEN j.met = 1 AND j.attribution = 'assignee' THEN COALESCE(MAX(h.agent), j.sender)
    WHEN j.met = 1 THEN COALESCE(j.sender, MAX(h.agent)) ELSE MAX(h.agent) END AS outcome_agent
FROM judged j
LEFT JOIN assignee_span h ON h.tno = j.tno
  AND h.from_at <= j.outcome_at AND j.outcome_at < h.to_at
WHERE j.outcome_at < j.to_at
GROUP BY j.tno, j.wait, j.seq, j.outcome_at, j.met, j.sender, j.attribution
