-- An agent's share in a contact, with what the customer did after it and the cell of comparable customers:
-- tier, channel and tenure at the contact. By sender and share it is the human replies of all human replies
-- of known agents; by assignee the contact is whole its keeper's.
WITH rule AS (
  SELECT label FROM horizon WHERE name = 'attribution'
),
replied AS (
  SELECT h.tno, h.agent, COUNT(*) AS replies
  FROM human_reply h
  WHERE h.agent IS NOT NULL AND EXISTS (SELECT 1 FROM rule WHERE label <> 'assignee')
  GROUP BY h.tno, h.agent
),
share AS (
  SELECT tno, agent, replies, SUM(replies) OVER (PARTITION BY tno) AS all_replies FROM replied
  UNION ALL
  SELECT tno, keeper, 1, 1 FROM credit
  WHERE keeper IS NOT NULL AND EXISTS (SELECT 1 FROM rule WHERE label = 'assignee')
)
SELECT f.source, f.ticket, s.agent, f.customer, COALESCE(f.tier, '') AS tier, COALESCE(f.channel, '') AS channel,
  CASE WHEN u.since IS NULL THEN ''
    WHEN f.created_at - u.since < 7776000 THEN 'under 90 days'
    WHEN f.created_at - u.since < 31536000 THEN 'under a year'
    ELSE 'over a year' END AS tenure,
  f.created_at AS contact_at, COALESCE(f.contact_next_at, :never) AS next_at, f.retained_at, f.retained,
  s.replies, s.all_replies
FROM share s
JOIN ticket t ON t.tno = s.tno
JOIN ticket_fact f ON f.source = t.source AND f.ticket = t.ticket
LEFT JOIN customer u ON u.source = f.source AND u.customer = f.customer
WHERE f.excluded = 0 AND f.retained_at IS NOT NULL
