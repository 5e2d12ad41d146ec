"""Taking numbers, lists and records out of a store, for other programs."""
