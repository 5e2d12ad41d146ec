-- First responses by log bucket over the local days that start in [from_at, to_at).
SELECT bucket, SUM(count) FROM response_day WHERE day >= :from_at AND day < :to_at GROUP BY bucket ORDER BY bucket
