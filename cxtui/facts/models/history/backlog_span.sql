-- A ticket's spans in the backlog, numbered, by the channel on which it came.
SELECT t.source, t.ticket, ROW_NUMBER() OVER (PARTITION BY b.tno ORDER BY b.seq) AS seq, b.from_at, b.to_at,
  COALESCE(t.channel, '') AS channel
FROM backlog_step b
JOIN ticket t ON t.tno = b.tno
