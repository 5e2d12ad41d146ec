-- When a conversation is tagged its updated_at stays; nothing is read of that.
SELECT
  c.id AS ticket,
  GREATEST(
    COALESCE(c.updated_at, c.created_at), COALESCE(c.last_reply_at, c.created_at),
    COALESCE(c.user_updated_at, c.created_at)
  ) AS version_at,
  COALESCE((SELECT MAX(t.id) FROM threads t WHERE t.conversation_id = c.id), 0) AS version_seq,
  c.created_at,
  CASE c.type WHEN 1 THEN 'email' WHEN 2 THEN 'phone' WHEN 3 THEN 'chat' END AS channel,
  c.mailbox_id AS team,
  CASE WHEN c.customer_id > 0 THEN CONCAT('customer-', c.customer_id) END AS customer,
  c.subject,
  CASE
    WHEN c.created_by_user_id IS NOT NULL THEN CONCAT('user-', c.created_by_user_id)
    WHEN c.created_by_customer_id IS NOT NULL THEN CONCAT('customer-', c.created_by_customer_id)
  END AS opened_by,
  CASE WHEN c.created_by_user_id IS NOT NULL THEN 'agent' ELSE 'customer' END AS opened_by_kind,
  CASE c.status WHEN 4 THEN 1 ELSE 0 END AS spam,
  CASE c.state WHEN 3 THEN COALESCE(c.user_updated_at, c.updated_at) END AS deleted_at
FROM conversations c
WHERE c.id IN (:tickets)
  OR (
    c.state IN (2, 3)
    AND GREATEST(
      COALESCE(c.updated_at, c.created_at), COALESCE(c.last_reply_at, c.created_at),
      COALESCE(c.user_updated_at, c.created_at)
    ) >= :since
    AND c.created_at < :until
  )
