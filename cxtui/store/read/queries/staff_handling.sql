-- Handling of contacts that runs in [:from_at, :to_at]; none of it lasts longer than a day.
SELECT h.source, h.agent, h.from_at, h.to_at FROM handle h
WHERE h.to_at > :from_at AND h.to_at <= :to_at + 86400 AND h.from_at < :to_at AND h.agent IS NOT NULL
ORDER BY h.source, h.agent, h.from_at, h.to_at
