-- Tickets that an agent opened: nobody waits for a first response to them until the customer has written. Where
-- nobody says who opened a ticket, that was who wrote in the very second of its creation.
WITH first_said AS (
  SELECT h.tno,
    CASE WHEN h.kind = 'message' AND h.public = 1 AND h.actor_kind = 'agent' AND h.automated = 0
      AND COALESCE(a.kind, 'human') = 'human' THEN 1 ELSE 0 END AS human,
    ROW_NUMBER() OVER (PARTITION BY h.tno ORDER BY h.seq) AS place
  FROM ticket t
  JOIN history h ON h.tno = t.tno AND h.occurred_at = t.created_at
  LEFT JOIN agent a ON a.source = t.source AND a.agent = h.actor
  WHERE t.opened_by_kind IS NULL AND h.kind IN ('message', 'note')
)
SELECT t.tno
FROM ticket t
JOIN coverage c ON c.source = t.source AND c.what = 'messages'
LEFT JOIN first_said s ON s.tno = t.tno AND s.place = 1
WHERE t.opened_by_kind = 'agent' OR s.human = 1
