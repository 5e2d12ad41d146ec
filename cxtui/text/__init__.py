"""Text that any face shows: safe whoever wrote it, numbers, durations and ages in one style."""
