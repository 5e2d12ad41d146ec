SELECT file, line FROM reject WHERE run = :run ORDER BY seq LIMIT 2
