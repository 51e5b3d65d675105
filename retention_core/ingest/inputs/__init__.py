"""What comes in: files, answers, limits, progress, cells as text."""
