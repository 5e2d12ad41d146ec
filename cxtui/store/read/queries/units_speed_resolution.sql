-- Customers' last contacts, as in units_retained, that had a first resolution by the instant: its seconds. retained
-- is 1 where the customer was retained.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.retained_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  f.first_resolution_s AS value, f.retained
FROM ticket_fact f
WHERE f.retained_at >= :from_at AND f.retained_at < :to_at AND f.excluded = 0
  AND COALESCE(f.contact_next_at, :never) >= :contacts_until
  AND f.first_resolution_s <= :at - f.retained_at + :retention_s
