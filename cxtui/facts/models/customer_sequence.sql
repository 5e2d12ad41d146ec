-- When a customer wrote again after a ticket: at all, and on the same topic. Spam, merged and deleted
-- tickets are not contacts.
WITH contact AS (
  SELECT source, ticket, customer, topic, created_at,
    LEAD(created_at) OVER (PARTITION BY source, customer ORDER BY created_at, ticket) AS contact_next_at
  FROM customer_ticket
),
on_topic AS (
  SELECT source, ticket,
    LEAD(created_at) OVER (PARTITION BY source, customer, topic ORDER BY created_at, ticket) AS topic_next_at
  FROM customer_ticket
  WHERE topic IS NOT NULL
)
SELECT c.source, c.ticket, c.contact_next_at, o.topic_next_at
FROM contact c
LEFT JOIN on_topic o ON o.source = c.source AND o.ticket = c.ticket
