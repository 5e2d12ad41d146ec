-- Surveys of a ticket that were sent or answered until an instant; an answer that came later is none yet.
SELECT r.kind, r.sent_at, CASE WHEN r.occurred_at <= :at THEN r.occurred_at END,
  CASE WHEN r.occurred_at <= :at THEN r.value END, r.scale_min, r.scale_max,
  CASE WHEN r.occurred_at <= :at THEN f.good END, COALESCE(a.name, r.agent),
  CASE WHEN r.occurred_at <= :at THEN r.comment END, COALESCE(f.superseded_at <= :at, 0)
FROM rating r
LEFT JOIN rating_fact f ON f.source = r.source AND f.ticket = r.ticket AND f.rating = r.rating
LEFT JOIN agent a ON a.source = r.source AND a.agent = r.agent
WHERE r.source = :source AND r.ticket = :ticket AND COALESCE(r.sent_at, r.occurred_at) <= :at
ORDER BY COALESCE(r.occurred_at, r.sent_at) DESC, r.rating DESC LIMIT :most
