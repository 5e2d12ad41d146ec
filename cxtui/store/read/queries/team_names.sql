-- What teams are called; of two sources' teams of one id the last.
SELECT team, name FROM team WHERE name IS NOT NULL ORDER BY source, team
