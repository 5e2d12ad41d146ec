"""What is asked of a number: which period, which tickets, as of which instant."""
