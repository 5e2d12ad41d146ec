"""Following helpdesks: who is asked when, what comes is checked and written, and how each source is gets told."""
