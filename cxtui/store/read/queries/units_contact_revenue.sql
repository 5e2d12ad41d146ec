-- Customers' contacts, all of them, when what came of them is known, at contact + H: revenue until then or
-- until the customer's next contact, refunds taken off, in whatever currency.
SELECT f.source, f.ticket, '' AS unit, f.created_at, f.retained_at AS moment, f.solver AS agent,
  f.channel, f.team, f.priority, f.tier,
  (SELECT SUM(CASE WHEN p.kind = 'refund' THEN -ABS(p.amount) ELSE p.amount END) FROM purchase p
   WHERE p.source = f.source AND p.customer = f.customer AND p.occurred_at > f.retained_at - :retention_s
     AND p.occurred_at <= f.retained_at
     AND p.occurred_at <= COALESCE(f.contact_next_at, :never)) AS value
FROM ticket_fact f
WHERE f.retained_at >= :from_at AND f.retained_at < :to_at AND f.excluded = 0
