-- Whether a ticket counts in rates as it stands (not spam, deleted or merged away), and its last status.
SELECT tno, gone AS excluded, status, from_at AS status_at
FROM (
  SELECT tno, gone, status, from_at,
    ROW_NUMBER() OVER (PARTITION BY tno ORDER BY seq DESC) AS place
  FROM status_step
) last_step
WHERE place = 1
