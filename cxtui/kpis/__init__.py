"""Numbers: one definition each, how it is read, and the picture of a floor at one instant."""
