"""Benchmarks: each prints a ratio or figures of one run. See README.md here."""
