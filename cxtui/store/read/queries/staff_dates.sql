-- Human agents, how many of them have a first day, and how many a last one.
SELECT COUNT(*), COUNT(a.hired_on), COUNT(a.left_on) FROM agent a WHERE COALESCE(a.kind, 'human') = 'human'
