"""The wall's pages, a module each; each has the name of the console's screen that tells the same at a desk."""
