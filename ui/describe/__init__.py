"""Blocks of the pages on what happened."""
