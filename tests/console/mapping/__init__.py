"""The screen of ``cxtui map``."""
