"""The panes of the floor: each gets a Floor, makes lines of it, and repaints what differs."""
