-- What the sources of a store cover and of which span; last, without a source, for which clocks they bring targets.
SELECT source, what, from_at, to_at FROM coverage
UNION ALL
SELECT DISTINCT '', 'target ' || metric, NULL, NULL FROM sla_target
