-- What a customer did around a contact, as far as is known at an instant: the first purchase (no refund) after
-- the contact until :until, the last one until the instant, the latest end of a contract that was live at :until
-- (the end of time where it runs on), and the last end of a contract after the contact.
SELECT
  (SELECT MIN(p.occurred_at) FROM purchase p
   WHERE p.source = :source AND p.customer = :customer AND p.occurred_at > :contact_at AND p.occurred_at <= :until
     AND COALESCE(p.kind, 'new') <> 'refund'),
  (SELECT MAX(p.occurred_at) FROM purchase p
   WHERE p.source = :source AND p.customer = :customer AND p.occurred_at <= :at
     AND COALESCE(p.kind, 'new') <> 'refund'),
  (SELECT MAX(CASE WHEN k.to_at IS NULL OR (k.to_at > :at AND k.version_at > :at) THEN :no_end ELSE k.to_at END)
   FROM contract k
   WHERE k.source = :source AND k.customer = :customer AND k.from_at <= :until
     AND (k.to_at IS NULL OR k.to_at > :until)),
  (SELECT MAX(k.to_at) FROM contract k
   WHERE k.source = :source AND k.customer = :customer AND k.to_at > :contact_at AND k.to_at <= :at)
