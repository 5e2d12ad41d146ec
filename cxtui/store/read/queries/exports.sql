-- The instants of the exports of tickets as they stand, by source: what came between two of them was not seen.
SELECT DISTINCT r.source, r.as_of FROM coverage c
JOIN import_run r ON r.source = c.source AND r.as_of IS NOT NULL AND r.as_of >= c.from_at
WHERE c.what = 'observed' ORDER BY 1, 2
