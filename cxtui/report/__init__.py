"""Faces on a Floor without a screen: plain text and JSON."""
