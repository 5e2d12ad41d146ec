-- What the sources of a store cover, and for which clocks they bring targets.
SELECT DISTINCT what FROM coverage
UNION ALL
SELECT DISTINCT 'target ' || metric FROM sla_target
