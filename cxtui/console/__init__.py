"""The console: a Textual app that draws Floors. Importing this package loads nothing."""
