"""Dropped files: the drop zone, reading, questions, how a file was read."""
