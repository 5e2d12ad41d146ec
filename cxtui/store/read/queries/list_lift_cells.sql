-- Customers' last contacts of [from_at, to_at) by agent and cell of tier, channel and tenure, as in lift_cells.
SELECT u.source, u.agent, u.tier, u.channel, u.tenure, SUM(u.w), SUM(u.w * u.retained), SUM(u.w * u.w),
  SUM(u.w * u.w * u.retained)
FROM (
  SELECT c.source, c.ticket, c.agent, c.channel, c.tier, c.tenure, c.retained, f.team, f.priority,
    1.0 * c.replies / c.all_replies AS w
  FROM contact_credit c
  JOIN ticket_fact f ON f.source = c.source AND f.ticket = c.ticket
  WHERE c.contact_at >= :from_at AND c.contact_at < :to_at AND c.next_at >= :to_at
) u
WHERE :where
GROUP BY u.source, u.agent, u.tier, u.channel, u.tenure
