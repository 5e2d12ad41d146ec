SELECT source, committed_at, newest_event_at FROM source_state ORDER BY source
