"""Small mistakes put into the product one at a time, to see whether the nearest tests notice: ``-m tests.mutants``."""
