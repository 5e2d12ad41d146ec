-- Customers' last contacts of the period that ends a horizon H before this one, at contact + H: 1 where the
-- customer was retained. In the cohort view the last contacts of the cohort.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.retained_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  f.retained AS value
FROM ticket_fact f
WHERE f.retained_at >= :from_at AND f.retained_at < :to_at AND f.excluded = 0
  AND COALESCE(f.contact_next_at, :never) >= :contacts_until
