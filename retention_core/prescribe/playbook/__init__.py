"""Plays ranked by money, what is due this week, mistakes in keeping customers."""
