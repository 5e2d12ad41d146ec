-- One row a ticket: everything that a number of the floor is counted from.
WITH escalated_span AS (
  SELECT e.tno, MAX(b.to_at) AS escalated_until
  FROM escalation e
  JOIN backlog_step b ON b.tno = e.tno AND b.to_at > e.escalated_at
  GROUP BY e.tno
),
scope AS (
  SELECT t.source,
    MAX(CASE WHEN c.what = 'messages' THEN 1 ELSE 0 END) AS messages,
    MAX(CASE WHEN c.what = 'customers' THEN 1 ELSE 0 END) AS customers,
    MAX(CASE WHEN c.what = 'topic' THEN 1 ELSE 0 END) AS topics
  FROM (SELECT DISTINCT source FROM ticket) t
  LEFT JOIN coverage c ON c.source = t.source
  GROUP BY t.source
)
SELECT t.source, t.ticket, t.created_at, t.channel, t.team, t.priority, t.topic, t.customer, u.tier,
  s.excluded, CASE WHEN t.opened_by_kind = 'agent' THEN 1 ELSE 0 END AS opened_by_agent,
  s.status, s.status_at, a.assignee,
  f.first_reply_at, f.first_reply_agent,
  f.first_reply_s, f.first_reply_business_s, f.second_reply_at, f.replies,
  f.customer_messages, f.agent_messages, f.notes,
  CASE WHEN s.excluded = 0 THEN f.waits_from END AS waits_from,
  CASE WHEN s.excluded = 0 THEN f.waits_until END AS waits_until,
  CASE WHEN s.excluded = 0 THEN f.answered_at END AS answered_at,
  p.target_s, p.target_calendar, p.stated AS target_stated, p.due_at, o.outcome_at, o.met, o.outcome_agent,
  CASE WHEN COALESCE(f.first_reply_at, :never) <= COALESCE(a.first_assigned_at, :never)
      AND COALESCE(f.first_reply_at, :never) <= COALESCE(r.first_moved_at, :never) THEN f.first_reply_at
    WHEN COALESCE(a.first_assigned_at, :never) <= COALESCE(r.first_moved_at, :never)
      THEN a.first_assigned_at
    ELSE r.first_moved_at END AS worked_at,
  r.first_solved_at, r.last_solved_at, v.solver, r.solves, r.reopens,
  r.first_reopened_at, r.first_solved_at - t.created_at AS first_resolution_s,
  r.last_solved_at - t.created_at AS full_resolution_s, r.first_resolution_business_s,
  r.full_resolution_business_s, r.solve_s, r.solve_business_s, r.new_s, r.open_s, r.pending_s, r.hold_s,
  r.new_business_s, r.open_business_s, r.pending_business_s, r.hold_business_s, a.assignees, a.handoffs, a.teams,
  e.escalated_at, e.escalated_tier, CASE WHEN e.escalated_at IS NOT NULL THEN COALESCE(x.escalated_until, e.escalated_at) END
    AS escalated_until,
  CASE WHEN k.messages = 1 AND k.customers = 1 AND k.topics = 1 AND t.customer IS NOT NULL
    AND t.topic IS NOT NULL THEN r.first_solved_at + w.value END AS fcr_at,
  CASE WHEN k.messages = 1 AND k.customers = 1 AND k.topics = 1 AND t.customer IS NOT NULL
    AND t.topic IS NOT NULL AND r.first_solved_at IS NOT NULL THEN
    CASE WHEN f.first_reply_at <= r.first_solved_at + w.value
      AND COALESCE(f.second_reply_at, :never) > r.first_solved_at + w.value
      AND COALESCE(r.first_reopened_at, :never) > r.first_solved_at + w.value
      AND COALESCE(q.topic_next_at, :never) > r.first_solved_at + w.value THEN 1 ELSE 0 END END AS fcr,
  CASE WHEN k.customers = 1 AND k.topics = 1 AND t.customer IS NOT NULL AND t.topic IS NOT NULL
    THEN t.created_at + w.value END AS repeat_at,
  CASE WHEN k.customers = 1 AND k.topics = 1 AND t.customer IS NOT NULL AND t.topic IS NOT NULL
    THEN CASE WHEN q.topic_next_at <= t.created_at + w.value THEN 1 ELSE 0 END END AS repeated,
  q.contact_next_at, y.retained_at, y.retained, n.changed_at
FROM ticket t
JOIN standing s ON s.tno = t.tno
JOIN newest n ON n.tno = t.tno
JOIN first_response f ON f.tno = t.tno
JOIN resolution r ON r.tno = t.tno
JOIN assignment a ON a.tno = t.tno
JOIN credit v ON v.tno = t.tno
JOIN horizon w ON w.name = 'fcr_s'
JOIN scope k ON k.source = t.source
LEFT JOIN customer u ON u.source = t.source AND u.customer = t.customer
LEFT JOIN promise_choice i ON i.tno = f.tno AND i.wait = f.wait
LEFT JOIN promise p ON p.tno = f.tno AND p.wait = f.wait AND p.seq = COALESCE(i.seq, 1)
LEFT JOIN outcome o ON o.tno = p.tno AND o.wait = p.wait AND o.seq = p.seq
LEFT JOIN escalation e ON e.tno = t.tno
LEFT JOIN escalated_span x ON x.tno = t.tno
LEFT JOIN customer_sequence q ON q.tno = t.tno
LEFT JOIN retention y ON y.tno = t.tno
