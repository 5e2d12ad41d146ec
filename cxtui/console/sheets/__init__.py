"""Pages over the floor as plain lines: a ticket, an agent, the help."""
