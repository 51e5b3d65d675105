"""What comes next, in sentences."""
