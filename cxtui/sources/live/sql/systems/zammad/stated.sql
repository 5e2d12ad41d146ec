WITH chosen AS (
  SELECT id FROM tickets WHERE updated_at >= :since AND updated_at < :until
  UNION
  SELECT id FROM tickets WHERE id IN (:tickets)
)
SELECT
  t.id AS ticket,
  m.metric,
  CAST(extract(epoch FROM m.at) AS bigint) AS value,
  t.updated_at AS version_at,
  CAST(extract(milliseconds FROM t.updated_at) AS integer) % 1000 AS version_seq
FROM chosen c
JOIN tickets t ON t.id = c.id
CROSS JOIN LATERAL (
  VALUES ('due_first_response_at', t.first_response_escalation_at), ('due_resolution_at', t.close_escalation_at)
) AS m (metric, at)
