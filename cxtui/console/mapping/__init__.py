"""The screen of ``cxtui map``: a file's columns become ours, word by word, with what will be known of it."""
