-- Tickets first solved in the period by topic: how many, with exactly one human reply until then, and seconds to it.
SELECT COALESCE(u.topic, ''), COUNT(*), SUM(u.one_touch), SUM(u.one_touch * u.seconds) FROM (
  SELECT f.topic, f.source, f.ticket, f.channel, f.team, f.priority, f.tier, f.solver AS agent,
    f.first_resolution_s AS seconds,
    CASE WHEN f.first_reply_at <= f.first_solved_at AND COALESCE(f.second_reply_at, :never) > f.first_solved_at
      AND f.replies IS NOT NULL THEN 1 ELSE 0 END AS one_touch
  FROM ticket_fact f WHERE f.first_solved_at >= :from_at AND f.first_solved_at < :to_at AND f.excluded = 0
) u
WHERE :where
GROUP BY 1 ORDER BY 3 DESC, 1
