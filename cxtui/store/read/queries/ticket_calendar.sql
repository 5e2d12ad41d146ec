-- The opening hours of a ticket at an instant: as its history says, else its source's first, else the store's.
SELECT COALESCE(
  (SELECT k.source || '/' || k.calendar FROM event e
    JOIN calendar k ON k.source = e.source AND k.calendar = e.value
    WHERE e.source = :source AND e.ticket = :ticket AND e.kind = 'schedule' AND e.occurred_at <= :at
      AND e.retracted IS NOT 1
    ORDER BY e.occurred_at DESC, e.version_seq DESC, e.event DESC LIMIT 1),
  (SELECT source || '/' || calendar FROM calendar WHERE source = :source ORDER BY position, calendar LIMIT 1),
  (SELECT label FROM horizon WHERE name = 'business_calendar'))
