"""What to do, in sentences."""
