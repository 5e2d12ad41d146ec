"""How a sheet is written: one module a format."""
