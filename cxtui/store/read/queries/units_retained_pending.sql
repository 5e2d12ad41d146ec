-- Customers' last contacts whose horizon H is not over at the instant: seconds since the contact.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.created_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  :at - f.retained_at + :retention_s AS value
FROM ticket_fact f
WHERE f.retained_at > :at AND f.retained_at <= :at + :retention_s AND f.excluded = 0
  AND COALESCE(f.contact_next_at, :never) >= :waiting_until
