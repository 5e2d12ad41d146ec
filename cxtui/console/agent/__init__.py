"""The panes of an agent's own screen."""
