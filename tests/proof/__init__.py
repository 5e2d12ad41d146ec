"""A second, slow implementation of the metrics in plain Python, and what it proves of the first one.

It shares no code with the package: canonical rows come in as dictionaries, and what the package would keep
comes out as dictionaries. Only the harness (`engines`) runs the package.
"""
