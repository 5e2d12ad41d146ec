"""The whole program as its users run it: real commands, real stores, real terminals, other processes."""
