-- Waits for a first response of tickets created in the period, of each the last that began by the instant: until the
-- reply, or until the instant where there is none yet (ended = 0); tickets solved or abandoned without a reply go on
-- waiting.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.created_at AS moment, COALESCE(f.first_reply_agent, f.assignee) AS agent,
  f.channel, f.team, f.priority, f.tier,
  CASE WHEN f.answered_at <= :at THEN f.answered_at - f.waits_from ELSE :at - CASE WHEN f.waits_from <= :at THEN f.waits_from
    ELSE (SELECT MAX(w.from_at) FROM earlier_wait w
      WHERE w.source = f.source AND w.ticket = f.ticket AND w.from_at <= :at) END END AS value,
  CASE WHEN f.answered_at <= :at THEN 1 ELSE 0 END AS ended
FROM ticket_fact f
WHERE f.created_at >= :from_at AND f.created_at < :to_at AND f.excluded = 0 AND (f.waits_from <= :at OR EXISTS (
  SELECT 1 FROM earlier_wait w WHERE w.source = f.source AND w.ticket = f.ticket AND w.from_at <= :at))
