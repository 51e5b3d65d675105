"""Where the money comes from, and how it changes."""
