"""Where floors and answers come from, for every face: a store, or a store with what may not be shown left out."""
