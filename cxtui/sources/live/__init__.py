"""Helpdesks that are followed as they work: each yields canonical rows and the place that it has read to."""
