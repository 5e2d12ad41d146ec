"""The corridor from sources through facts into the store."""
