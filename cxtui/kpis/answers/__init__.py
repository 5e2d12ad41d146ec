"""Answers to what screens ask, one module a kind."""
