-- Staff and users are numbered each by themselves.
SELECT
  CONCAT('staff-', s.staff_id) AS agent,
  COALESCE(NULLIF(TRIM(CONCAT(COALESCE(s.firstname, ''), ' ', COALESCE(s.lastname, ''))), ''), s.username) AS name,
  'human' AS kind,
  NULLIF(s.dept_id, 0) AS team,
  UNIX_TIMESTAMP(s.updated) AS version_at
FROM ost_staff s
