"""Why customers leave: what goes with it."""
