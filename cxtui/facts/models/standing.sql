-- Whether a ticket counts in rates as it stands (not spam, deleted or merged away), and its last status.
SELECT source, ticket, gone AS excluded, status, from_at AS status_at
FROM (
  SELECT source, ticket, gone, status, from_at,
    ROW_NUMBER() OVER (PARTITION BY source, ticket ORDER BY seq DESC) AS place
  FROM status_step
) last_step
WHERE place = 1
