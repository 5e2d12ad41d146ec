"""Reading a Floor from a store: named queries in, one immutable picture out."""
