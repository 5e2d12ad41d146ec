-- The first and the last purchase.
SELECT (SELECT MIN(occurred_at) FROM purchase), (SELECT MAX(occurred_at) FROM purchase)
