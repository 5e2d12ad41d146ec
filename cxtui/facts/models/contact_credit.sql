-- An agent's share (human replies of all human replies) in a contact, with what the customer did after it
-- and the cell of comparable customers: tier, channel and tenure at the contact.
WITH share AS (
  SELECT tno, agent, COUNT(*) AS replies
  FROM human_reply
  WHERE agent IS NOT NULL
  GROUP BY tno, agent
)
SELECT f.source, f.ticket, s.agent, f.customer, COALESCE(f.tier, '') AS tier, COALESCE(f.channel, '') AS channel,
  CASE WHEN u.since IS NULL THEN ''
    WHEN f.created_at - u.since < 7776000 THEN 'under 90 days'
    WHEN f.created_at - u.since < 31536000 THEN 'under a year'
    ELSE 'over a year' END AS tenure,
  f.created_at AS contact_at, COALESCE(f.contact_next_at, 253402300799) AS next_at, f.retained_at, f.retained,
  s.replies, f.replies AS all_replies
FROM share s
JOIN ticket t ON t.tno = s.tno
JOIN ticket_fact f ON f.source = t.source AND f.ticket = t.ticket
JOIN customer u ON u.source = f.source AND u.customer = f.customer
WHERE f.excluded = 0 AND f.retained_at IS NOT NULL
