"""How history becomes facts: SQL models over the canonical tables, and the engines that run them."""
