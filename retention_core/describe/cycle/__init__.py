"""The purchase cycle, and the period it leads to."""
