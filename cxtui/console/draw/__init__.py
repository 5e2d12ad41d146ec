"""Drawing without a screen: text that is safe to show, numbers as words, lines, charts, big digits."""
