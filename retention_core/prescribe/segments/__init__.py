"""Segments by behaviour, and movement between groups."""
