-- When a customer wrote again after a ticket: at all, and on the same topic. Spam, merged and deleted
-- tickets are not contacts. A contact without tno is there only as the next of another.
WITH contact AS (
  SELECT tno,
    LEAD(created_at) OVER (PARTITION BY source, customer ORDER BY created_at, ticket) AS contact_next_at,
    CASE WHEN topic IS NOT NULL THEN
      LEAD(created_at) OVER (PARTITION BY source, customer, topic ORDER BY created_at, ticket) END AS topic_next_at
  FROM customer_ticket
)
SELECT tno, contact_next_at, topic_next_at FROM contact WHERE tno IS NOT NULL
