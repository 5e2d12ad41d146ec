"""Exit codes that are no mistake of the user and no state of a store; those are told by the error itself."""

CRASHED = 70
INTERRUPTED = 130
BROKEN_PIPE = 141
