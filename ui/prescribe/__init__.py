"""Blocks of the pages on what to do."""
