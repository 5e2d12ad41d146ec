-- Agents' customers by their last contact, as in units_retained, once for every agent who has a share in it: 1
-- where the customer was retained. w is the agent's share, tenure with tier and channel the comparable cell.
SELECT c.source, c.ticket, c.agent AS unit, c.contact_at AS created_at, c.contact_at + :retention_s AS moment, c.agent,
  c.channel,
  (SELECT f.team FROM ticket_fact f WHERE f.source = c.source AND f.ticket = c.ticket) AS team,
  (SELECT f.priority FROM ticket_fact f WHERE f.source = c.source AND f.ticket = c.ticket) AS priority, c.tier,
  c.retained AS value,
  (SELECT f.customer FROM ticket_fact f WHERE f.source = c.source AND f.ticket = c.ticket) AS customer, c.tenure,
  1.0 * c.replies / c.all_replies AS w
FROM contact_credit c
WHERE c.contact_at >= :from_at - :retention_s AND c.contact_at < :to_at - :retention_s AND c.next_at >= :contacts_until
