SELECT
  s.id AS rating,
  s.tickets_id AS ticket,
  'csat' AS kind,
  s.date_begin AS sent_at,
  s.date_answered AS occurred_at,
  s.satisfaction AS value,
  1 AS scale_min,
  5 AS scale_max,
  1 AS higher_is_better,
  s.comment,
  COALESCE(s.date_answered, s.date_begin) AS version_at,
  CASE WHEN s.date_answered IS NULL THEN 0 ELSE 1 END AS version_seq
FROM glpi_ticketsatisfactions s
WHERE s.tickets_id IN (:tickets)
  OR (COALESCE(s.date_answered, s.date_begin) >= :since AND COALESCE(s.date_answered, s.date_begin) < :until)
