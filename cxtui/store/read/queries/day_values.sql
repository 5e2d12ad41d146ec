-- The values of a dimension on any local day, without none.
SELECT DISTINCT value FROM flow_day WHERE dimension = :dimension AND value <> '' ORDER BY value LIMIT :most
