"""The screens: the floor, and the pages that open over it."""
