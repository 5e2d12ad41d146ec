-- Tickets created, first solved, first reopened, first worked on and first escalated at instants of
-- [from_at, to_at], where the buckets of that time are not over yet. A ticket that is solved, reopened or worked
-- on is in the backlog then; one that came and went in a second was created then.
SELECT COALESCE(SUM(f.created_at >= :from_at AND f.created_at <= :to_at), 0),
  COALESCE(SUM(f.first_solved_at >= :from_at AND f.first_solved_at <= :to_at), 0),
  COALESCE(SUM(f.first_reopened_at >= :from_at AND f.first_reopened_at <= :to_at), 0),
  COALESCE(SUM(f.worked_at >= :from_at AND f.worked_at <= :to_at), 0),
  (SELECT COUNT(*) FROM ticket_fact
    WHERE escalated_until >= :from_at AND escalated_at >= :from_at AND escalated_at <= :to_at AND excluded = 0)
FROM (
  SELECT source, ticket FROM backlog_span WHERE to_at >= :from_at AND from_at <= :to_at
  UNION
  SELECT source, ticket FROM ticket_fact WHERE created_at >= :from_at AND created_at <= :to_at
) k
JOIN ticket_fact f ON f.source = k.source AND f.ticket = k.ticket
WHERE f.excluded = 0
