"""The threads beside the screen: one that follows the store, one that answers questions."""
