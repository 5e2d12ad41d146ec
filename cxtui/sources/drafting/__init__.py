"""A mapping drafted for a file that nobody has described: what its columns are by their names and by their cells."""
