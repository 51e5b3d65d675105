"""Blocks of the pages on what comes next."""
