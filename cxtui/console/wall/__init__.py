"""The wall: the console's screens in turn, for people who look at them and touch nothing."""
