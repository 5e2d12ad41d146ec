-- Contacts that arrived in the quarter hours of [from_at, to_at), by channel.
SELECT channel, SUM(created) FROM flow_quarter WHERE quarter >= :from_at AND quarter < :to_at GROUP BY channel
