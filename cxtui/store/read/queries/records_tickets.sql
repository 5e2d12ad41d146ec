-- Tickets created in [from_at, to_at): the ticket with its facts.
SELECT t.source, t.ticket, t.subject, t.product, t.place, t.opened_by, t.merged_into, t.spam, t.deleted_at,
  f.assignee AS agent, f.created_at, f.channel, f.team, f.priority, f.topic, f.customer, f.tier, f.excluded,
  f.status, f.status_at, f.first_reply_at, f.first_reply_agent, f.first_reply_s, f.first_reply_business_s, f.replies,
  f.customer_messages, f.agent_messages, f.notes, f.waits_until, f.target_s, f.target_calendar, f.due_at,
  f.outcome_at, f.met, f.outcome_agent, f.worked_at, f.first_solved_at, f.last_solved_at, f.solver, f.solves,
  f.reopens, f.first_reopened_at, f.first_resolution_s, f.full_resolution_s, f.first_resolution_business_s,
  f.full_resolution_business_s, f.new_s, f.open_s, f.pending_s, f.hold_s, f.assignees, f.handoffs, f.escalated_at,
  f.escalated_tier, f.fcr_at, f.fcr, f.repeat_at, f.repeated, f.retained_at, f.retained
FROM ticket_fact f
JOIN ticket t ON t.source = f.source AND t.ticket = f.ticket
WHERE f.created_at >= :from_at AND f.created_at < :to_at
