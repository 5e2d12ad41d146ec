-- Messages have no index by time: they are found by tickets that were still worked on in the span.
WITH chosen AS (
  SELECT
    t.ticket_id,
    CASE WHEN t.ticket_id IN (:tickets) THEN 1 ELSE 0 END AS whole
  FROM ost_ticket t
  WHERE t.ticket_id IN (:tickets)
    OR (
      t.created < FROM_UNIXTIME(:until_epoch)
      AND GREATEST(t.created, COALESCE(t.updated, t.created), COALESCE(t.lastupdate, t.created))
        >= FROM_UNIXTIME(:since_epoch)
    )
),
threads AS (
  SELECT c.ticket_id, c.whole, h.id
  FROM chosen c
  JOIN ost_thread h ON h.object_id = c.ticket_id AND h.object_type IN ('T', 'C')
)
SELECT
  h.ticket_id AS ticket,
  CONCAT('entry-', LPAD(e.id, 10, '0')) AS event,
  UNIX_TIMESTAMP(e.created) AS occurred_at,
  CASE e.type WHEN 'N' THEN 'note' ELSE 'message' END AS kind,
  CASE
    WHEN e.staff_id > 0 AND e.type <> 'M' THEN CONCAT('staff-', e.staff_id)
    WHEN e.user_id > 0 THEN CONCAT('user-', e.user_id)
    WHEN e.staff_id > 0 THEN CONCAT('staff-', e.staff_id)
  END AS actor,
  CASE
    WHEN e.type = 'M' THEN 'customer'
    WHEN e.staff_id > 0 THEN 'agent'
    WHEN e.user_id > 0 THEN 'customer'
    ELSE 'system'
  END AS actor_kind,
  CASE e.type WHEN 'N' THEN 0 ELSE 1 END AS public,
  CASE WHEN e.type <> 'M' AND e.staff_id = 0 AND e.user_id = 0 THEN 1 ELSE 0 END AS automated,
  NULL AS value,
  NULL AS previous,
  UNIX_TIMESTAMP(GREATEST(e.created, COALESCE(e.updated, e.created))) AS version_at,
  0 AS version_seq
FROM threads h
JOIN ost_thread_entry e ON e.thread_id = h.id
-- What was edited is kept, hidden, beside what took its place.
WHERE e.flags & 4 = 0
  AND (h.whole = 1 OR (e.created >= FROM_UNIXTIME(:since_epoch) AND e.created < FROM_UNIXTIME(:until_epoch)))

UNION ALL

-- Each event says how department and agent stood after it.
SELECT
  h.ticket_id,
  CONCAT('event-', LPAD(e.id, 10, '0'), '-', k.kind),
  UNIX_TIMESTAMP(e.timestamp),
  k.kind,
  CASE
    WHEN e.uid > 0 AND e.uid_type = 'S' THEN CONCAT('staff-', e.uid)
    WHEN e.uid > 0 AND e.uid_type = 'U' THEN CONCAT('user-', e.uid)
  END,
  CASE WHEN COALESCE(e.uid, 0) = 0 THEN 'system' WHEN e.uid_type = 'U' THEN 'customer' ELSE 'agent' END,
  NULL,
  CASE WHEN COALESCE(e.uid, 0) = 0 THEN 1 ELSE 0 END,
  CASE
    WHEN k.kind = 'assignee' THEN CASE WHEN e.staff_id > 0 THEN CONCAT('staff-', e.staff_id) END
    WHEN k.kind = 'team' THEN e.dept_id
    WHEN n.name IN ('created', 'reopened') THEN 'open'
    ELSE COALESCE(
      (
        SELECT CONCAT(s.name, '|', s.state)
        FROM ost_ticket_status s
        WHERE JSON_VALID(e.data)
          AND s.id = COALESCE(JSON_VALUE(e.data, '$.status[0]'), JSON_VALUE(e.data, '$.status'))
      ),
      'closed'
    )
  END,
  NULL,
  UNIX_TIMESTAMP(e.timestamp),
  e.id
FROM threads h
JOIN ost_thread_event e ON e.thread_id = h.id
JOIN ost_event n ON n.id = e.event_id
JOIN (
  SELECT 'created' AS name, 'status' AS kind
  UNION ALL SELECT 'created', 'team'
  UNION ALL SELECT 'created', 'assignee'
  UNION ALL SELECT 'closed', 'status'
  UNION ALL SELECT 'reopened', 'status'
  UNION ALL SELECT 'edited', 'status'
  UNION ALL SELECT 'assigned', 'assignee'
  UNION ALL SELECT 'released', 'assignee'
  UNION ALL SELECT 'transferred', 'team'
) k ON k.name = n.name
WHERE (h.whole = 1 OR (e.timestamp >= FROM_UNIXTIME(:since_epoch) AND e.timestamp < FROM_UNIXTIME(:until_epoch)))
  AND (n.name <> 'edited' OR (JSON_VALID(e.data) AND JSON_VALUE(e.data, '$.status') IS NOT NULL))
  AND (n.name <> 'created' OR k.kind <> 'assignee' OR e.staff_id > 0)
  AND (k.kind <> 'team' OR e.dept_id > 0)

UNION ALL

-- Who answers first becomes the owner without a word in the history, where osTicket is set to claim.
SELECT
  f.ticket_id,
  CONCAT('entry-', LPAD(e.id, 10, '0'), '-claim'),
  UNIX_TIMESTAMP(e.created),
  'assignee',
  CONCAT('staff-', e.staff_id),
  'agent',
  NULL,
  0,
  CONCAT('staff-', e.staff_id),
  NULL,
  UNIX_TIMESTAMP(e.created),
  0
FROM (
  SELECT h.ticket_id, h.whole, MIN(e.id) AS entry_id
  FROM threads h
  JOIN ost_thread_entry e ON e.thread_id = h.id AND e.type = 'R' AND e.staff_id > 0
  WHERE NOT EXISTS (
    SELECT 1
    FROM ost_thread_event a
    JOIN ost_event n ON n.id = a.event_id
    WHERE a.thread_id = h.id AND (n.name = 'assigned' OR (n.name = 'created' AND a.staff_id > 0))
  )
  GROUP BY h.ticket_id, h.whole
) f
JOIN ost_thread_entry e ON e.id = f.entry_id
JOIN ost_ticket t ON t.ticket_id = f.ticket_id AND t.staff_id = e.staff_id
WHERE f.whole = 1 OR (e.created >= FROM_UNIXTIME(:since_epoch) AND e.created < FROM_UNIXTIME(:until_epoch))

UNION ALL

-- Of a merge the ticket that takes over has the word.
SELECT
  t.ticket_id,
  CONCAT('event-', LPAD(e.id, 10, '0'), '-merged'),
  UNIX_TIMESTAMP(e.timestamp),
  'merged',
  CASE WHEN e.uid > 0 AND e.uid_type = 'S' THEN CONCAT('staff-', e.uid) END,
  CASE WHEN COALESCE(e.uid, 0) = 0 THEN 'system' ELSE 'agent' END,
  NULL,
  0,
  t.ticket_pid,
  NULL,
  UNIX_TIMESTAMP(e.timestamp),
  e.id
FROM chosen c
JOIN ost_ticket t ON t.ticket_id = c.ticket_id AND t.ticket_pid > 0
JOIN ost_thread h ON h.object_id = t.ticket_pid AND h.object_type IN ('T', 'C')
JOIN ost_thread_event e ON e.thread_id = h.id
JOIN ost_event n ON n.id = e.event_id
WHERE n.name = 'merged'
  AND JSON_VALID(e.data)
  AND JSON_VALUE(e.data, '$.id') = t.ticket_id
  AND (c.whole = 1 OR (e.timestamp >= FROM_UNIXTIME(:since_epoch) AND e.timestamp < FROM_UNIXTIME(:until_epoch)))
