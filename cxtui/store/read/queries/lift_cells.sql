-- Customers' last contacts of [from_at, to_at) by agent and cell of tier, channel and tenure: sums of the
-- agent's share w in the replies, w of the retained, w squared, w squared of the retained.
SELECT source, agent, tier, channel, tenure,
  SUM(1.0 * replies / all_replies),
  SUM(1.0 * replies / all_replies * retained),
  SUM(1.0 * replies * replies / (all_replies * all_replies)),
  SUM(1.0 * replies * replies / (all_replies * all_replies) * retained)
FROM contact_credit
WHERE contact_at >= :from_at AND contact_at < :to_at AND next_at >= :to_at
GROUP BY source, agent, tier, channel, tenure
