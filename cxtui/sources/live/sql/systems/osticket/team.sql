SELECT d.id AS team, d.name, UNIX_TIMESTAMP(d.updated) AS version_at
FROM ost_department d
