-- First responses of a local day by channel in log buckets: what quantiles of many tickets are read from.
WITH answered AS (
  SELECT first_reply_at, COALESCE(channel, '') AS channel,
    (SELECT MIN(b.bucket) FROM hist_bound b WHERE b.high >= first_reply_s) AS bucket
  FROM ticket_fact
  WHERE excluded = 0 AND first_reply_at IS NOT NULL
)
SELECT d.from_at AS day, a.channel, a.bucket, COUNT(*) AS count
FROM answered a
JOIN local_day d ON d.utc_day = a.first_reply_at - a.first_reply_at % 86400
  AND d.from_at <= a.first_reply_at AND a.first_reply_at < d.to_at
GROUP BY d.from_at, a.channel, a.bucket
