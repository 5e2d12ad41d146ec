-- First responses of a local day by channel in log buckets: what quantiles of many tickets are read from.
WITH answered AS (
  SELECT first_reply_at, COALESCE(channel, '') AS channel, first_reply_s
  FROM ticket_fact
  WHERE excluded = 0 AND first_reply_at IS NOT NULL
)
SELECT d.from_at AS day, a.channel, b.bucket, COUNT(*) AS count
FROM answered a
JOIN hist_bound b ON b.low < a.first_reply_s AND a.first_reply_s <= b.high
JOIN local_day d ON d.utc_day = a.first_reply_at - a.first_reply_at % 86400
  AND d.from_at <= a.first_reply_at AND a.first_reply_at < d.to_at
GROUP BY d.from_at, a.channel, b.bucket
